import { randomUUID } from 'node:crypto';
import { newId } from '@spindle/database';
import type { Id } from '@spindle/kernel';
import type { Viewer } from '@spindle/subgraph';
import type { BodyRegion } from '../reference-data/body-region';
import type { PatientClinic } from './patient-clinic';

/** Answers to all questions of a set that find nothing, with what the test wants otherwise. */
export function clearAnswers(set: 'NEEDLING' | 'SPINAL_ADJUSTMENT' | 'RED_FLAGS', otherwise: Readonly<Record<string, string>> = {}): { question: string; option: string }[] {
  const questions = {
    NEEDLING: ['bleeding', 'pregnancy', 'local-infection', 'lymphoedema', 'anticoagulant', 'immune', 'diabetes', 'epilepsy', 'implant', 'recent-surgery', 'cancer', 'metal-allergy', 'fainting', 'lung'],
    SPINAL_ADJUSTMENT: ['bleeding', 'pregnancy', 'fracture', 'unstable', 'neck-artery', 'bone-loss', 'anticoagulant', 'inflamed-joints', 'steroids', 'spine-surgery'],
    RED_FLAGS: ['saddle-numbness', 'progressive-deficit', 'night-pain-weight-loss', 'fever', 'trauma', 'cancer-history', 'neck-artery', 'thunderclap-headache', 'calf-clot', 'cardiac-jaw-pain'],
  }[set];
  const answers = { ...(set === 'RED_FLAGS' ? {} : { willing: 'yes' }), ...Object.fromEntries(questions.map((key) => [key, 'no'])), ...otherwise };
  return Object.entries(answers).map(([question, option]) => ({ question, option }));
}

/** The information of the needling form, all of it. */
export const NEEDLING_INFORMATION = ['cramp', 'electric-shock', 'soreness', 'not-acupuncture', 'lung', 'stop'];

/** Records a screening and answers its id. */
export async function screen(clinic: PatientClinic, patientId: Id<'Patient'>, answers = clearAnswers('NEEDLING')): Promise<Id<'Screening'>> {
  return record(clinic, { patientId, questionSet: 'NEEDLING', answers });
}

/** The same of the signs of something serious. */
export async function screenRedFlags(clinic: PatientClinic, patientId: Id<'Patient'>, otherwise: Readonly<Record<string, string>> = {}): Promise<Id<'Screening'>> {
  return record(clinic, { patientId, questionSet: 'RED_FLAGS', answers: clearAnswers('RED_FLAGS', otherwise) });
}

async function record(clinic: PatientClinic, screening: object): Promise<Id<'Screening'>> {
  const { data } = await clinic.ask<{ recordScreening: { screening: { id: Id<'Screening'> } } }>(
    'mutation ($input: RecordScreeningInput!) { recordScreening(input: $input) { screening { id } } }', { input: { idempotencyKey: randomUUID(), ...screening } });
  return data.recordScreening.screening.id;
}

/** A practitioner signs what is thought of needling; suitable unless the test says otherwise. */
export async function judgeNeedling(clinic: PatientClinic, patientId: Id<'Patient'>, verdict: object = { verdict: 'SUITABLE' }): Promise<void> {
  const { data } = await clinic.ask<{ signCandidacy: { errors: object[] } }>('mutation ($input: SignCandidacyInput!) { signCandidacy(input: $input) { errors { __typename } } }',
    { input: { idempotencyKey: randomUUID(), patientId, procedure: 'NEEDLING', ...verdict } }, practitioner(clinic));
  if (data.signCandidacy.errors.length > 0) throw new Error(JSON.stringify(data.signCandidacy.errors));
}

/** Everything that a plan with needling in it rests on: no red flag, nothing against needling, a practitioner's signature. */
export async function makeCandidate(clinic: PatientClinic, patientId: Id<'Patient'>): Promise<void> {
  await screenRedFlags(clinic, patientId);
  await screen(clinic, patientId);
  await judgeNeedling(clinic, patientId);
}

/** Signs the needling consent as the patient, now and for the whole body unless the test says otherwise, and answers its id. */
export async function consent(clinic: PatientClinic, patientId: Id<'Patient'>, otherwise: { readonly signedAt?: Date; readonly regions?: readonly BodyRegion[] } = {}): Promise<Id<'Consent'>> {
  const { data } = await clinic.ask<{ signConsent: { consent: { id: Id<'Consent'> } } }>(
    'mutation ($input: SignConsentInput!) { signConsent(input: $input) { consent { id } } }',
    { input: { idempotencyKey: randomUUID(), patientId, procedure: 'NEEDLING', formVersion: 1, regions: otherwise.regions, signedAt: otherwise.signedAt?.toISOString(), signer: { kind: 'PATIENT', name: 'A. Núñez' }, acknowledged: NEEDLING_INFORMATION } });
  return data.signConsent.consent.id;
}

/** Somebody who may sign. */
export function practitioner(clinic: PatientClinic): Viewer {
  return { ...clinic.viewer(clinic.practice, 'PRACTITIONER'), practitionerId: newId<'Practitioner'>() };
}

/** Lets the patient arrive for a visit, and answers the encounter's id. */
export async function arrive(clinic: PatientClinic, patientId: Id<'Patient'>): Promise<{ readonly encounterId: Id<'Encounter'>; readonly complete: () => Promise<void> }> {
  const appointmentId = newId();
  let sequence = 0;
  const tell = async (type: 'AppointmentArrived' | 'AppointmentCompleted') => {
    await clinic.subgraph.receive({
      id: newId(), type, version: 1, practiceId: clinic.practice, source: 'scheduling', aggregateId: appointmentId, sequence: (sequence += 1), occurredAt: '2026-03-09T14:55:00Z',
      payload: { appointmentId, patientId, practitionerId: newId(), locationId: newId(), serviceTypeCode: 'DRY_NEEDLING', startsAt: '2026-03-09T15:00:00Z', endsAt: '2026-03-09T15:45:00Z' },
    });
  };
  await tell('AppointmentArrived');
  const [row] = await clinic.asAdmin<{ id: Id<'Encounter'> }>('SELECT id FROM patient.encounter WHERE appointment_id = $1', [appointmentId]);
  if (!row) throw new Error('The encounter was not opened.');
  return { encounterId: row.id, complete: () => tell('AppointmentCompleted') };
}
