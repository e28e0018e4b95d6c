import type { SchemaDefinition } from '@spindle/database';
import { AppointmentEntity } from './appointments/appointment.entity';
import { ReservationEntity } from './booking/reservation.entity';
import { ResourceEntity } from './booking/resource.entity';
import { LocationEntity } from './locations/location.entity';
import { RoomEntity } from './locations/room.entity';
import { Scheduling1795428000000 } from './migrations/202611231000-scheduling';
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
  ],
  migrations: [Scheduling1795428000000],
};
