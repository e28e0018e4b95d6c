import type { SchemaDefinition } from '@spindle/database';
import { BreakGlassGrantEntity } from './break-glass/break-glass-grant.entity';
import { LiveEventEntity } from './live/live-event.entity';
import { LoginAttemptEntity } from './login/login-attempt.entity';
import { Identity1795766400000 } from './migrations/202611270800-identity';
import { LivePositions1795768200000 } from './migrations/202611270830-live-positions';
import { IdentityAudit1795769100000 } from './migrations/202611270845-identity-audit';
import { PracticeOfLogin1795784700000 } from './migrations/202611271305-practice-of-login';
import { RegisteredOperationEntity } from './operations/registered-operation.entity';
import { MembershipEntity } from './people/membership.entity';
import { PersonEntity } from './people/person.entity';
import { ServiceAccountEntity } from './people/service-account.entity';
import { PracticeEntity, PracticeHostEntity } from './practices/practice.entity';
import { RateCounterEntity } from './rates/rate-counter.entity';
import { SessionEntity } from './sessions/session.entity';

/** The schema `identity`, the gateway's own: practices, people, sessions, limits, registered operations, live events. */
export const identitySchema: SchemaDefinition = {
  schema: 'identity',
  entities: [
    PracticeEntity, PracticeHostEntity, PersonEntity, MembershipEntity, ServiceAccountEntity, SessionEntity, LoginAttemptEntity,
    BreakGlassGrantEntity, RateCounterEntity, RegisteredOperationEntity, LiveEventEntity,
  ],
  migrations: [Identity1795766400000, LivePositions1795768200000, IdentityAudit1795769100000, PracticeOfLogin1795784700000],
};

/** Its tables that hold no practice's rows: who a practice or a person is, logins under way, counters, operations. Only the worker writes them. */
export const SHARED_IDENTITY_TABLES = ['practice', 'practice_host', 'person', 'login_attempt', 'rate_counter', 'registered_operation'].map((table) => `identity.${table}`);
