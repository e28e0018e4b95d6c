import type { Case, Cases, Scene, Thing } from './scene';

const NEEDLE = { muscleKey: 'trapezius-upper', side: 'LEFT', needleDiameterMm: 0.3, needleLengthMm: 40, lot: 'L-2031', needlesIn: 2, needlesOut: 2, tautBand: true, twitchResponse: 'SEEN', electricalStimulation: false };
const LINE = { code: '97110', minutesByClinician: 15, minutesByAssistant: 0 };
const TEXT = { subjective: 'Neck pain.', objective: 'Taut band.', assessment: 'Improving.', plan: 'Again in three days.' };
const CHECKS = ['SCREENING_CURRENT', 'CONSENT_VALID', 'CREDENTIAL_VALID', 'NEEDLES_ACCOUNTED', 'LOT_RECORDED', 'PAIN_RECORDED'];
const OVERRIDES = CHECKS.map((check) => ({ check, reason: 'On paper in the office.' }));

const inVisit = (more: (scene: Scene) => object): Case => ({ as: 'PRACTITIONER', input: async (scene) => ({ encounterId: (await scene.encounter()).encounterId, ...more(scene) }) });
const note = async (scene: Scene, patientId?: string): Promise<Thing> => scene.does('saveNote', { encounterId: (await scene.encounter(patientId)).encounterId, ...TEXT }, 'PRACTITIONER');
const signed = async (scene: Scene, patientId?: string): Promise<Thing> => { const { id, version } = await note(scene, patientId); return scene.does('signNote', { noteId: id, version, overrides: OVERRIDES }, 'PRACTITIONER'); };
const event = (scene: Scene): object => ({ kind: 'PNEUMOTHORAX_SUSPECTED', severity: 'SERIOUS', occurredAt: scene.now().toISOString(), description: 'Short of breath', actionTaken: 'To the hospital' });

async function site(scene: Scene): Promise<string> {
  const { encounterId } = await scene.encounter();
  await scene.does('recordNeedlingSite', { encounterId, entry: NEEDLE }, 'PRACTITIONER');
  return scene.value('SELECT id FROM patient.needling_site WHERE encounter_id = $1', [encounterId]);
}

async function line(scene: Scene): Promise<string> {
  const { encounterId } = await scene.encounter();
  await scene.does('recordServiceLine', { encounterId, line: LINE }, 'PRACTITIONER');
  return scene.value('SELECT id FROM patient.service_line WHERE encounter_id = $1', [encounterId]);
}

/** A note that an assistant wrote and signed in the practitioner's visit. */
async function waitingNote(scene: Scene): Promise<object> {
  const { encounterId } = await scene.encounter();
  const assistant = await scene.assistant();
  const { id, version } = await assistant('saveNote', { encounterId, ...TEXT });
  return { noteId: id, version: (await assistant('signNote', { noteId: id, version, overrides: OVERRIDES })).version };
}

async function task(scene: Scene): Promise<object> {
  const { encounterId } = await scene.encounter();
  await scene.does('recordAdverseEvent', { encounterId, ...event(scene) }, 'PRACTITIONER');
  return { careTaskId: await scene.value('SELECT id FROM patient.care_task WHERE encounter_id = $1', [encounterId]), version: 1, outcome: 'Breathes freely.' };
}

async function copied(scene: Scene): Promise<object> {
  const patientId = scene.somebody();
  await signed(scene, patientId);
  return { encounterId: (await scene.encounter(patientId)).encounterId, sections: ['PLAN'] };
}

/** What is written down in a visit. */
export const TREATMENT_CASES: Cases = {
  recordPain: inVisit(() => ({ phase: 'BEFORE', score: 6 })),
  recordRangeOfMotion: inVisit(() => ({ phase: 'BEFORE', movement: 'cervical rotation', side: 'LEFT', degrees: 45 })),
  recordNeedlingSite: inVisit(() => ({ entry: NEEDLE })),
  correctNeedlingSite: { as: 'PRACTITIONER', input: async (scene) => ({ siteId: await site(scene), entry: { ...NEEDLE, side: 'RIGHT' } }) },
  withdrawNeedlingSite: { as: 'PRACTITIONER', input: async (scene) => ({ siteId: await site(scene) }) },
  recordServiceLine: inVisit(() => ({ line: LINE })),
  correctServiceLine: { as: 'PRACTITIONER', input: async (scene) => ({ serviceLineId: await line(scene), line: { ...LINE, minutesByClinician: 30 } }) },
  withdrawServiceLine: { as: 'PRACTITIONER', input: async (scene) => ({ serviceLineId: await line(scene) }) },
  recordAdverseEvent: inVisit(event),
  completeCareTask: { as: 'PRACTITIONER', input: task },
  saveNote: inVisit(() => TEXT),
  copyNoteForward: { as: 'PRACTITIONER', input: copied },
  signNote: { as: 'PRACTITIONER', input: async (scene) => { const { id, version } = await note(scene); return { noteId: id, version, overrides: OVERRIDES }; } },
  cosignNote: { as: 'PRACTITIONER', input: waitingNote },
  addendNote: { as: 'PRACTITIONER', input: async (scene) => ({ noteId: (await signed(scene)).id, text: 'Called: no soreness.' }) },
};
