import { screening } from './patient-cases';
import type { Cases, Scene, Thing } from './scene';

const terms = (scene: Scene): object => ({
  diagnosisCodes: ['M54.2'], goals: ['Turn the head to drive'], interventions: ['Exercise'], serviceTypeCodes: ['PT_VISIT'],
  visitsPlanned: 12, visitsPerWeek: 2, weeks: 6, startsOn: scene.day(), requiresCertification: true,
});
const episode = (scene: Scene, patientId = scene.somebody()): object => ({ patientId, discipline: 'PHYSICAL_THERAPY', reason: 'Neck pain', startedOn: scene.day() });
const opened = (scene: Scene, patientId?: string): Promise<Thing> => scene.does('openEpisode', episode(scene, patientId), 'PRACTITIONER');
/** A plan of a patient who was asked about red flags: it may start. */
async function proposed(scene: Scene, patientId = scene.somebody()): Promise<Thing> {
  await scene.does('recordScreening', screening(scene, {}, patientId));
  return scene.does('proposeTreatmentPlan', { episodeId: (await opened(scene, patientId)).id, plan: terms(scene) }, 'PRACTITIONER');
}
const ofPlan = ({ id, version }: Thing): object => ({ planId: id, version });
const accepted = async (scene: Scene, patientId?: string): Promise<Thing> => scene.does('acceptTreatmentPlan', ofPlan(await proposed(scene, patientId)), 'PRACTITIONER');

/** A plan under which the patient was treated once. */
async function treated(scene: Scene): Promise<string> {
  const patientId = scene.somebody();
  const { id } = await accepted(scene, patientId);
  const { visit } = await scene.encounter(patientId);
  const started = await scene.does('startTreatment', { appointmentId: visit.id, version: visit.version });
  await scene.does('completeVisit', { appointmentId: started.id, version: started.version });
  await scene.clinic.clinic.settled();
  return id;
}

/** A course of care from its beginning to its end. */
export const PLAN_CASES: Cases = {
  openEpisode: { as: 'PRACTITIONER', input: (scene) => episode(scene) },
  dischargePatient: { as: 'PRACTITIONER', input: async (scene) => { const { id, version } = await opened(scene); return { episodeId: id, version, dischargedOn: scene.day(), outcome: 'GOALS_MET', summary: 'Turns the head freely.' }; } },
  proposeTreatmentPlan: { as: 'PRACTITIONER', input: async (scene) => ({ episodeId: (await opened(scene)).id, plan: terms(scene) }) },
  acceptTreatmentPlan: { as: 'PRACTITIONER', input: async (scene) => ofPlan(await proposed(scene)) },
  declineTreatmentPlan: { as: 'PRACTITIONER', input: async (scene) => ofPlan(await proposed(scene)) },
  reviseTreatmentPlan: { as: 'PRACTITIONER', input: async (scene) => ({ ...ofPlan(await accepted(scene)), plan: { ...terms(scene), visitsPlanned: 6, weeks: 3 } }) },
  closeTreatmentPlan: { as: 'PRACTITIONER', input: async (scene) => ({ ...ofPlan(await accepted(scene)), closedOn: scene.day() }) },
  certifyPlan: { as: 'PRACTITIONER', input: async (scene) => ({ planId: (await accepted(scene)).id, from: scene.day(), through: scene.day(80), basis: 'SIGNATURE', certifier: { name: 'Dr. Ines Vega', npi: '1234567893', kind: 'PHYSICIAN' }, signedOn: scene.day() }) },
  writeProgressReport: { as: 'PRACTITIONER', input: async (scene) => ({ planId: await treated(scene), through: scene.day(), goals: [{ progress: 'IMPROVED' }], assessment: 'Goes on as planned.' }) },
};
