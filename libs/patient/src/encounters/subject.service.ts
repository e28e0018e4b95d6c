import { err, ok, type Id, type Result } from '@spindle/kernel';
import type { Transaction } from '@spindle/database';
import type { FieldClass } from '@spindle/subgraph';
import type { Patient } from '../patients/patient';
import { PatientRepository } from '../patients/patient.repository';
import type { PatientNotFoundError } from '../patients/patient.service';
import type { Encounter, EncounterNotFoundError } from './encounter';
import { EncounterRepository } from './encounter.repository';

/** Whom a record is about, and to which encounter it belongs, if to one. */
export interface SubjectKey {
  readonly practiceId: Id<'Practice'>;
  readonly patientId: Id<'Patient'>;
  readonly encounterId: Id<'Encounter'> | null;
}

export interface Subject {
  readonly patient: Patient;
  readonly encounter: Encounter | null;
}

/** The patient whom a change is about, of clinical facts unless another class is named; the trail is told of it. */
export async function findPatient({ sql, audit }: Transaction, { practiceId, patientId }: Omit<SubjectKey, 'encounterId'>, fieldClass: FieldClass = 'CLINICAL'): Promise<Result<Patient, PatientNotFoundError>> {
  audit.changed(patientId, fieldClass);
  const patient = await new PatientRepository(sql, practiceId).findCurrent(patientId);
  return patient ? ok(patient) : err({ kind: 'PatientNotFoundError', message: 'There is no such patient in this practice.' });
}

/** The patient, and the encounter if one is named: refused where one is not there or the encounter is of another patient. */
export async function findSubject(transaction: Transaction, key: SubjectKey): Promise<Result<Subject, PatientNotFoundError | EncounterNotFoundError>> {
  const patient = await findPatient(transaction, key);
  if (!patient.ok || key.encounterId === null) return patient.ok ? ok({ patient: patient.value, encounter: null }) : patient;
  const [encounter] = await new EncounterRepository(transaction.sql, key.practiceId).findMany([key.encounterId]);
  if (!encounter || encounter.patientId !== key.patientId) return err({ kind: 'EncounterNotFoundError', message: 'This patient has no such encounter.' });
  return ok({ patient: patient.value, encounter });
}
