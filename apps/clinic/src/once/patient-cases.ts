import { randomUUID } from 'node:crypto';
import type { Cases, Scene } from './scene';

const person = { name: { given: ['Ines'], family: 'Proof' }, birthDate: '1980-03-09', sex: 'FEMALE', confirmedNew: true };
const record = async (scene: Scene): Promise<string> => (await scene.does('registerPatient', person)).id;
const twoRecords = async (scene: Scene): Promise<object> => ({ survivorId: await record(scene), mergedId: await record(scene), reason: 'The same person, registered twice.' });

const RED_FLAGS = ['saddle-numbness', 'progressive-deficit', 'night-pain-weight-loss', 'fever', 'trauma', 'cancer-history', 'neck-artery', 'thunderclap-headache', 'calf-clot', 'cardiac-jaw-pain'];
/** What is asked before a plan may start; nothing is found unless it is said. */
export const screening = (scene: Scene, otherwise: Readonly<Record<string, string>> = {}, patientId = scene.somebody()): object => ({
  patientId, questionSet: 'RED_FLAGS', answers: RED_FLAGS.map((question) => ({ question, option: otherwise[question] ?? 'no' })),
});
const consent = (scene: Scene): object => ({
  patientId: scene.somebody(), procedure: 'NEEDLING', formVersion: 1, signer: { kind: 'PATIENT', name: 'Ines Proof' }, acknowledged: ['cramp', 'electric-shock', 'soreness', 'not-acupuncture', 'lung', 'stop'],
});

const DISCLOSED = { recipientName: 'County court', recipientAddress: '1 Court Square', description: 'Notes of March', basis: 'JUDICIAL_PROCEEDING', purpose: 'Subpoena 12' };
const disclosure = (scene: Scene): object => ({ patientId: scene.somebody(), details: { ...DISCLOSED, disclosedOn: scene.day() } });

/** A place inside the first region of the figure. */
async function bodyMark(scene: Scene): Promise<object> {
  const { data } = await scene.clinic.front.ask<{ bodyFigure: { regions: readonly { key: string; polygon: readonly number[] }[] } }>('{ bodyFigure { regions { key polygon } } }', {}, { role: 'PRACTITIONER' });
  const [region] = data.bodyFigure.regions;
  const mean = (axis: number): number => { const all = (region?.polygon ?? []).filter((_each, place) => place % 2 === axis); return all.reduce((sum, each) => sum + each, 0) / all.length; };
  return { patientId: scene.somebody(), region: region?.key, x: mean(0), y: mean(1), kind: 'PAIN', intensity: 4 };
}

/** Who the patient is, what is known before a treatment, and what is asked of the patient. */
export const PATIENT_CASES: Cases = {
  registerPatient: { input: () => person },
  updatePatient: { input: async (scene) => ({ id: await record(scene), version: 1, language: 'es' }) },
  mergePatients: { input: twoRecords },
  unmergePatients: { as: 'PRACTICE_ADMIN', input: async (scene) => ({ mergeId: (await scene.does('mergePatients', await twoRecords(scene))).id, reason: 'They are father and son.' }) },
  convertLead: { input: async (scene) => ({ leadId: randomUUID(), patientId: await record(scene) }) },
  pinAlert: { input: (scene) => ({ patientId: scene.somebody(), category: 'ADMINISTRATIVE', text: 'Speaks through her daughter' }) },
  endAlert: { input: async (scene) => { const { id, version } = await scene.does('pinAlert', { patientId: scene.somebody(), category: 'ADMINISTRATIVE', text: 'Hearing aid' }); return { alertId: id, version }; } },
  recordCondition: { as: 'PRACTITIONER', input: (scene) => ({ patientId: scene.somebody(), diagnosisCode: 'M54.2', on: scene.day() }) },
  recordOutcomeScore: { as: 'PRACTITIONER', input: (scene) => ({ patientId: scene.somebody(), measure: 'NPRS', answeredOn: scene.day(), answers: [{ item: 1, answer: 4 }] }) },
  recordScreening: { input: (scene) => screening(scene) },
  decideScreening: { as: 'PRACTITIONER', input: async (scene) => ({ screeningId: (await scene.does('recordScreening', screening(scene, { fever: 'yes' }))).id, decision: 'REFUSED', reason: 'To the hospital today' }) },
  signConsent: { input: consent },
  withdrawConsent: { input: async (scene) => ({ consentId: (await scene.does('signConsent', consent(scene))).id, reason: 'Does not want needles' }) },
  signCandidacy: { as: 'PRACTITIONER', input: (scene) => ({ patientId: scene.somebody(), procedure: 'NEEDLING', verdict: 'NOT_SUITABLE', alternative: 'Exercise at home' }) },
  addBodyMark: { as: 'PRACTITIONER', input: bodyMark },
  recordDisclosure: { input: disclosure },
  correctDisclosure: { input: async (scene) => ({ disclosureId: (await scene.does('recordDisclosure', disclosure(scene))).id, details: { ...DISCLOSED, disclosedOn: scene.day(), purpose: 'Subpoena 13' }, reason: 'The number was wrong' }) },
};
