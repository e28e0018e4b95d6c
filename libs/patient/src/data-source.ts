import type { SchemaDefinition } from '@spindle/database';
import { ConditionEntity } from './conditions/condition.entity';
import { EncounterEntity } from './encounters/encounter.entity';
import { Patients1795424400000 } from './migrations/202611230900-patients';
import { Audit1795767000000 } from './migrations/202611270810-audit';
import { ContactPointEntity } from './patients/contact-point.entity';
import { ContactEntity } from './patients/contact.entity';
import { PatientEntity } from './patients/patient.entity';
import { RecordNumberCounterEntity } from './patients/record-number-counter.entity';
import { PatientSearchEntity } from './search/patient-search.entity';

/** The schema of this subgraph: its tables as TypeORM knows them, and its migrations in order. */
export const patientSchema: SchemaDefinition = {
  schema: 'patient',
  entities: [ConditionEntity, ContactEntity, ContactPointEntity, EncounterEntity, PatientEntity, PatientSearchEntity, RecordNumberCounterEntity],
  migrations: [Patients1795424400000, Audit1795767000000],
};
