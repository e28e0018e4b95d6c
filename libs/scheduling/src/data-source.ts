import type { SchemaDefinition } from '@spindle/database';
import { AppointmentEntity } from './appointments/appointment.entity';
import { ReservationEntity } from './booking/reservation.entity';
import { ResourceEntity } from './booking/resource.entity';
import { FreeConsultationRuleEntity } from './leads/free-consultation-rule.entity';
import { FreeConsultationEntity } from './leads/free-consultation.entity';
import { LeadEntity } from './leads/lead.entity';
import { LocationEntity } from './locations/location.entity';
import { RoomEntity } from './locations/room.entity';
import { Scheduling1795428000000 } from './migrations/202611231000-scheduling';
import { Leads1795766400000 } from './migrations/202611270800-leads';
import { CredentialEntity } from './practitioners/credential.entity';
import { PractitionerLocationEntity } from './practitioners/practitioner-location.entity';
import { PractitionerEntity } from './practitioners/practitioner.entity';
import { ServiceTypeEntity } from './service-types/service-type.entity';
import { AppointmentStepEntity } from './visit-flow/appointment-step.entity';
import { VisitLockEntity } from './visit-flow/visit-lock.entity';

/** The tables of scheduling: what maps them and what makes them. */
export const schedulingSchema: SchemaDefinition = {
  schema: 'scheduling',
  entities: [
    LocationEntity, RoomEntity, PractitionerEntity, PractitionerLocationEntity, CredentialEntity, ServiceTypeEntity,
    AppointmentEntity, ResourceEntity, ReservationEntity, AppointmentStepEntity, VisitLockEntity,
    LeadEntity, FreeConsultationEntity, FreeConsultationRuleEntity,
  ],
  migrations: [Scheduling1795428000000, Leads1795766400000],
};
