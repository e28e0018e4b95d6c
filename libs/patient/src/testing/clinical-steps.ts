import { randomUUID } from 'node:crypto';
import { newId } from '@spindle/database';
import type { Id } from '@spindle/kernel';
import type { Viewer } from '@spindle/subgraph';
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
  const { data } = await clinic.ask<{ recordScreening: { screening: { id: Id<'Screening'> } } }>(
    'mutation ($input: RecordScreeningInput!) { recordScreening(input: $input) { screening { id } } }', { input: { idempotencyKey: randomUUID(), patientId, questionSet: 'NEEDLING', answers } });
  return data.recordScreening.screening.id;
}

/** Signs the needling consent as the patient and answers its id. */
export async function consent(clinic: PatientClinic, patientId: Id<'Patient'>): Promise<Id<'Consent'>> {
  const { data } = await clinic.ask<{ signConsent: { consent: { id: Id<'Consent'> } } }>(
    'mutation ($input: SignConsentInput!) { signConsent(input: $input) { consent { id } } }',
    { input: { idempotencyKey: randomUUID(), patientId, procedure: 'NEEDLING', formVersion: 1, signer: { kind: 'PATIENT', name: 'A. Núñez' }, acknowledged: NEEDLING_INFORMATION } });
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
