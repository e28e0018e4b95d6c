import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '@spindle/database/testing';
import type { Role } from '@spindle/subgraph';
import { identitySchema, registerPerson, registerPractice, Worker } from '../identity';
import { startIdentity, type IdentityOptions } from '../identity/identity';
import { fixtureGateway, type FixtureGateway } from './fixture-gateway';
import { fixtureId } from './fixture-sdl';
import { memoryLogger } from './memory-logger';
import { TestIssuer } from './test-issuer';

export const PRACTICE = fixtureId(1);
export const OTHER_PRACTICE = fixtureId(2);

/** One person of each kind the specs need; `both` belongs to two practices. */
export const PEOPLE = {
  clerk: { id: fixtureId(11), roles: ['FRONT_DESK'] },
  admin: { id: fixtureId(12), roles: ['PRACTICE_ADMIN'] },
  owner: { id: fixtureId(13), roles: ['PRACTICE_ADMIN', 'PRACTITIONER'] },
  patient: { id: fixtureId(14), roles: ['PATIENT'] },
  program: { id: fixtureId(15), roles: ['SERVICE'] },
  both: { id: fixtureId(16), roles: ['BILLER'] },
} as const;

export type Subject = keyof typeof PEOPLE;

/** Gateways over the fixtures with real logins: an issuer over HTTP and the schema `identity` in a database of their own. */
export class IdentityPlace {
  private readonly open: FixtureGateway[] = [];

  private constructor(readonly database: TestDatabase, readonly issuer: TestIssuer, readonly worker: Worker) {}

  static async start(): Promise<IdentityPlace> {
    const database = await createTestDatabase([identitySchema]);
    const place = new IdentityPlace(database, await TestIssuer.start(), new Worker(database));
    await registerPractice(place.worker, { id: PRACTICE, slug: 'spindle', name: 'Spindle' }, ['www.spindle.test']);
    await registerPractice(place.worker, { id: OTHER_PRACTICE, slug: 'prairie', name: 'Prairie' });
    for (const subject of Object.keys(PEOPLE) as Subject[]) await place.letIn(subject, PRACTICE);
    await place.letIn('both', OTHER_PRACTICE);
    return place;
  }

  async letIn(subject: Subject, practiceId: typeof PRACTICE, roles: readonly Role[] = PEOPLE[subject].roles): Promise<void> {
    await registerPerson(this.worker, { id: PEOPLE[subject].id, issuer: 'test', subject, name: `The ${subject}`, practiceId, roles, patientId: fixtureId(21), practitionerId: fixtureId(22) });
  }

  async gateway(options: Partial<IdentityOptions> = {}): Promise<FixtureGateway> {
    const identity = await startIdentity({ place: this.database, issuer: this.issuer.settings(), publicUrl: null, logger: memoryLogger([]), ...options });
    const gateway = await fixtureGateway({ identity, authenticate: undefined });
    this.open.push(gateway);
    return gateway;
  }

  async closeGateways(): Promise<void> {
    await Promise.all(this.open.splice(0).map((gateway) => gateway.close()));
  }

  /** Runs SQL as a superuser, past row-level security. */
  async asAdmin<Row extends object>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    const client = new Client({ connectionString: this.database.adminUrl });
    await client.connect();
    try {
      return (await client.query<Row>(sql, [...values])).rows;
    } finally {
      await client.end();
    }
  }

  async stop(): Promise<void> {
    await this.closeGateways();
    await this.worker.close();
    this.issuer.close();
    await this.database.drop();
  }
}

/** Who the subgraphs were told is asking. */
export function viewerOf(data: Record<string, unknown> | null | undefined): Record<string, unknown> {
  return (JSON.parse(String(data?.['whoAmI'])) as { viewer: Record<string, unknown> }).viewer;
}
