import { randomUUID } from 'node:crypto';
import { DEMO_RECORDS, SAMPLE_LOCATION_IDS, type DemoRole } from '@spindle/sample-clinic';
import { ClinicalDesk, type Payload, type Versioned } from './testing/clinical-desk';

/** What the clinic's own page tells its patients about care, each as it works here. */
const { practitionerId } = DEMO_RECORDS.spindle;
const REFUSED = 'errors { __typename ... on UserError { message } }';
const SITES = 'encounter { needling { needlesIn needlesOut distinctMuscles procedureCode sites { muscle { name } side tautBand twitchResponse sensation needleDiameterMm needleLengthMm } } }';
const LINES = `encounter { serviceLines { code } } errors { __typename ... on ServiceLineNotAllowedError { rule } }`;
const ENTRY = {
  muscleKey: 'trapezius-upper', side: 'LEFT', needleDiameterMm: 0.3, needleLengthMm: 40, lot: 'L-2031', needlesIn: 2, needlesOut: 2,
  tautBand: true, twitchResponse: 'SEEN', sensation: 'like a cramp', electricalStimulation: false,
};
const CLEAR = Object.entries({
  willing: 'yes', ...Object.fromEntries(['bleeding', 'pregnancy', 'local-infection', 'lymphoedema', 'anticoagulant', 'immune', 'diabetes', 'epilepsy', 'implant', 'recent-surgery', 'cancer', 'metal-allergy', 'fainting', 'lung'].map((key) => [key, 'no'])),
}).map(([question, option]) => ({ question, option }));
const INFORMATION = ['cramp', 'electric-shock', 'soreness', 'not-acupuncture', 'lung', 'stop'];
const PLAN = {
  diagnosisCodes: ['M54.2'], goals: ['Turn the head without pain'], interventions: ['Trigger point dry needling'], serviceTypeCodes: ['DRY_NEEDLING'],
  companionIntervention: 'Neck strengthening', visitsPlanned: 12, visitsPerWeek: 2, weeks: 6, requiresCertification: false,
};

const DAY_MINUTES = 24 * 60;

let desk: ClinicalDesk;
let patientId: string;
let visit: { readonly encounterId: string; readonly day: string };
beforeAll(async () => { desk = await ClinicalDesk.open(); }, 180_000);
afterAll(() => desk.close());

/** Somebody in a role, who asks back of a mutation what the test looks at. */
const as = (role: DemoRole) => ({
  does: async (mutation: string, input: object, selection: string): Promise<Payload> => {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
    return (await desk.reads<Record<string, Payload>>(role, `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${selection} } }`, { input: { idempotencyKey: randomUUID(), ...input } }))[mutation] as Payload;
  },
});

let registered = 0;
const arrives = async () => {
  const name = { given: ['Patient'], family: `Number${(registered += 1)}` };
  ({ id: patientId } = await desk.made('FRONT_DESK', 'registerPatient', { of: 'patient', name, birthDate: '1984-05-06', sex: 'FEMALE', confirmedNew: true }));
};
const isOnTheTable = async () => {
  await arrives();
  desk.clock.moveMinutes(DAY_MINUTES);
  const startsAt = await desk.freeTime('DRY_NEEDLING', practitionerId);
  let appointment: Versioned = await desk.made('FRONT_DESK', 'bookAppointment', { of: 'appointment', patientId, practitionerId, serviceTypeCode: 'DRY_NEEDLING', locationId: SAMPLE_LOCATION_IDS.broomfield, startsAt });
  desk.clock.moveTo(startsAt);
  for (const step of ['checkInPatient', 'roomPatient', 'startTreatment'] as const) appointment = await desk.step(step, appointment);
  visit = { encounterId: await desk.encounterOf(appointment), day: desk.clock.day() };
};
const needles = (otherwise: object = {}) => as('PRACTITIONER').does('recordNeedlingSite', { encounterId: visit.encounterId, entry: { ...ENTRY, ...otherwise } }, `${SITES} ${REFUSED}`);
const bills = (code: string, more: object = {}) => as('PRACTITIONER').does('recordServiceLine', { encounterId: visit.encounterId, line: { code, minutesByClinician: 15, minutesByAssistant: 0, ...more } }, LINES);
const screened = (answers = CLEAR, more: object = {}) => as('PRACTITIONER').does('recordScreening', { patientId, questionSet: 'NEEDLING', answers, ...more }, `screening { id outcome findings { question effect } } ${REFUSED}`);
const consents = (acknowledged = INFORMATION) => as('PRACTITIONER').does('signConsent', { patientId, procedure: 'NEEDLING', formVersion: 1, signer: { kind: 'PATIENT', name: 'P. Number' }, acknowledged }, `consent { id } errors { __typename ... on InformationNotAcknowledgedError { missing } }`);
const kinds = ({ errors }: Payload) => errors.map(({ __typename }) => __typename);

it('Dry needle therapy, trigger point dry needling (TDN), intramuscular stimulation (IMS): one service by any of its names, its code by distinct muscles', async () => {
  for (const search of ['Dry needle therapy', 'Trigger point dry needling', 'TDN', 'Intramuscular stimulation', 'IMS']) {
    const { serviceTypes } = await desk.reads<{ serviceTypes: { edges: { node: { code: string } }[] } }>('FRONT_DESK', 'query ($search: String!) { serviceTypes(search: $search) { edges { node { code } } } }', { search });
    expect([search, serviceTypes.edges.map(({ node }) => node.code)]).toEqual([search, ['DRY_NEEDLING']]);
  }
  await isOnTheTable();
  await needles();
  await needles({ side: 'RIGHT' });
  expect(await needles({ muscleKey: 'infraspinatus', needlesIn: 5, needlesOut: 5 })).toMatchObject({ encounter: { needling: { distinctMuscles: 2, needlesIn: 9, procedureCode: '20560' } } });
  expect(await needles({ muscleKey: 'levator-scapulae' })).toMatchObject({ encounter: { needling: { distinctMuscles: 3, procedureCode: '20561' } } });
});

it('Similar to acupuncture, but not the same: never with acupuncture codes on one day, and the text says the difference', async () => {
  await isOnTheTable();
  await needles();
  expect(await bills('97810')).toMatchObject({ errors: [{ rule: 'NEEDLING_WITH_ACUPUNCTURE' }] });
  const { patientTexts } = await desk.reads<{ patientTexts: { edges: { node: { key: string; paragraphs: string[] } }[] } }>('PATIENT', 'query ($on: Date!) { patientTexts(on: $on, first: 100) { edges { node { key paragraphs } } } }', { on: visit.day });
  expect(patientTexts.edges.map(({ node }) => node).find(({ key }) => /acupuncture/.test(key))?.paragraphs.join(' ')).toMatch(/not acupuncture|differ|not the same/i);
});

it('Solid filament needle, nothing injected: gauge and length are on the record, and no injection goes into the muscle', async () => {
  await isOnTheTable();
  expect(await needles()).toMatchObject({ encounter: { needling: { sites: [{ needleDiameterMm: 0.3, needleLengthMm: 40 }] } } });
  for (const code of ['20552', '20553']) expect(await bills(code, { minutesByClinician: 0, muscleKeys: ['trapezius-upper'] })).toMatchObject({ errors: [{ rule: 'NEEDLING_WITH_INJECTION' }] });
});

it('Trigger point, local twitch reflex, less pain, more range of motion: each site, and pain and movement before and after', async () => {
  await isOnTheTable();
  for (const twitchResponse of ['SEEN', 'NOT_SEEN', 'DECLINED']) expect(await needles({ twitchResponse })).toMatchObject({ errors: [] });
  for (const [phase, score, degrees] of [['BEFORE', 7, 45], ['AFTER', 3, 60]] as const) {
    await as('PRACTITIONER').does('recordPain', { encounterId: visit.encounterId, phase, score }, 'encounter { id }');
    await as('PRACTITIONER').does('recordRangeOfMotion', { encounterId: visit.encounterId, phase, movement: 'cervical rotation', side: 'LEFT', degrees }, 'encounter { id }');
  }
  const { encounter } = await desk.reads<{ encounter: object }>('PRACTITIONER', 'query ($id: ID!) { encounter(id: $id) { painBefore painAfter rangeOfMotion { phase degrees } needling { sites { muscle { key } side tautBand twitchResponse } } } }', { id: visit.encounterId });
  expect(encounter).toMatchObject({
    painBefore: 7, painAfter: 3, rangeOfMotion: [{ phase: 'BEFORE', degrees: 45 }, { phase: 'AFTER', degrees: 60 }],
    needling: { sites: ['SEEN', 'NOT_SEEN', 'DECLINED'].map((twitchResponse) => ({ muscle: { key: 'trapezius-upper' }, side: 'LEFT', tautBand: true, twitchResponse })) },
  });
});

describe('a plan', () => {
  let episodeId: string;
  const proposes = (otherwise: object = {}) => as('PRACTITIONER').does('proposeTreatmentPlan', { episodeId, plan: { ...PLAN, startsOn: desk.clock.day(), ...otherwise } }, `plan { id version state visitsPlanned visitsPerWeek visits { planned left } estimateId } ${REFUSED}`);
  beforeEach(async () => {
    await arrives();
    const { episode } = await as('PRACTITIONER').does('openEpisode', { patientId, discipline: 'DRY_NEEDLING', reason: 'Neck pain', startedOn: desk.clock.day() }, `episode { id } ${REFUSED}`);
    episodeId = (episode as { id: string }).id;
  });

  it('Used with other therapies to retrain the muscle: a needling plan has a companion intervention or a stated reason', async () => {
    expect(kinds(await proposes({ companionIntervention: null }))).toEqual(['CompanionInterventionNeededError']);
    expect(kinds(await proposes({ companionIntervention: null, companionReason: 'Already trains with a coach' }))).toEqual([]);
  });

  it('Several sessions; number and frequency are discussed: a proposal, and the acceptance with what the course costs', async () => {
    const { plan } = await proposes();
    expect(plan).toMatchObject({ state: 'PROPOSED', visitsPlanned: 12, visitsPerWeek: 2 });
    const estimateId = '0193a6f0-0000-7000-8000-00000000e571';
    const accepts = () => as('FRONT_DESK').does('acceptTreatmentPlan', { planId: (plan as { id: string }).id, version: 1, estimateId }, `plan { state visits { planned left } estimateId } ${REFUSED}`);
    await isSuitable();
    await judges('NOT_SUITABLE', { alternative: 'Manual therapy' });
    expect(kinds(await accepts())).toEqual(['CandidacyNeededError']);
    await judges('SUITABLE');
    expect(await accepts()).toMatchObject({ plan: { state: 'ACCEPTED', visits: { planned: 12, left: 12 }, estimateId }, errors: [] });
  });
});

/** Red flags asked and clear, screened, and signed as suitable. */
async function isSuitable(): Promise<void> {
  const { screeningQuestionSet } = await desk.reads<{ screeningQuestionSet: { questions: { key: string }[] } }>('PRACTITIONER', 'query ($on: Date!) { screeningQuestionSet(key: RED_FLAGS, on: $on) { questions { key } } }', { on: desk.clock.day() });
  await screened(screeningQuestionSet.questions.map(({ key }) => ({ question: key, option: 'no' })), { questionSet: 'RED_FLAGS' });
  await screened();
  await judges('SUITABLE');
}

function judges(verdict: string, more: object = {}): Promise<Payload> {
  return as('PRACTITIONER').does('signCandidacy', { patientId, procedure: 'NEEDLING', verdict, ...more }, `candidacy { verdict precautions alternative signedAt practitioner { id } } ${REFUSED}`);
}

it('What it feels like; cramp, electric shock: acknowledged before the first treatment, and the sensation is recorded', async () => {
  await isOnTheTable();
  expect(await consents(INFORMATION.filter((key) => key !== 'electric-shock'))).toMatchObject({ consent: null, errors: [{ __typename: 'InformationNotAcknowledgedError', missing: ['electric-shock'] }] });
  expect(kinds(await consents())).toEqual([]);
  expect(await needles({ sensation: 'like an electric shock' })).toMatchObject({ encounter: { needling: { sites: [{ sensation: 'like an electric shock' }] } } });
});

it('Soreness after; heat or cold; over-the-counter relief: a sheet from regions and answers, and a check-in task for the next day', async () => {
  await isOnTheTable();
  await screened(CLEAR.map((answer) => (answer.question === 'anticoagulant' ? { ...answer, option: 'yes' } : answer)));
  await needles();
  const { patient } = await desk.reads<{ patient: { aftercareSheet: { breathingWarning: boolean; html: string; sections: { key: string }[] } } }>('PRACTITIONER', 'query ($id: ID!, $on: Date!) { patient(id: $id) { aftercareSheet(muscles: ["trapezius-upper"], on: $on) { breathingWarning html sections { key } } } }', { id: patientId, on: visit.day });
  expect(patient.aftercareSheet.sections.map(({ key }) => key)).toEqual(expect.arrayContaining(['soreness', 'heat-cold', 'pain-relief-thin-blood', 'call']));
  expect(patient.aftercareSheet.sections.map(({ key }) => key)).not.toContain('pain-relief');
  await as('PRACTITIONER').does('recordPain', { encounterId: visit.encounterId, phase: 'BEFORE', score: 5 }, 'encounter { id }');
  await as('PRACTITIONER').does('recordPain', { encounterId: visit.encounterId, phase: 'AFTER', score: 3 }, 'encounter { id }');
  await consents();
  expect(await signs()).toMatchObject({ note: { state: 'SIGNED' }, errors: [] });
  const { careTasksDue } = await desk.reads<{ careTasksDue: { edges: { node: { kind: string; dueOn: string; encounter: { id: string } | null } }[] } }>('PRACTITIONER', '{ careTasksDue(first: 100) { edges { node { kind dueOn encounter { id } } } } }');
  const nextDay = new Date(Date.parse(visit.day) + 86_400_000).toISOString().slice(0, 10);
  expect(careTasksDue.edges.map(({ node }) => node).filter(({ encounter }) => encounter?.id === visit.encounterId)).toEqual([{ kind: 'NEXT_DAY_CHECK_IN', dueOn: nextDay, encounter: { id: visit.encounterId } }]);
});

async function signs(): Promise<Payload> {
  const { note } = await as('PRACTITIONER').does('saveNote', { encounterId: visit.encounterId, subjective: 'Neck pain.', objective: 'Taut band.', assessment: 'Improving.', plan: 'Again in three days.' }, `note { id version } ${REFUSED}`);
  const { id, version } = note as { id: string; version: number };
  return as('PRACTITIONER').does('signNote', { noteId: id, version }, 'note { state } errors { __typename ... on SigningRefusedError { failures } }');
}

it('Sterile needles: lot, single use, needles in = needles out before the note can be signed', async () => {
  await isOnTheTable();
  await screened();
  await consents();
  for (const phase of ['BEFORE', 'AFTER']) await as('PRACTITIONER').does('recordPain', { encounterId: visit.encounterId, phase, score: 4 }, 'encounter { id }');
  await needles({ lot: null, needlesOut: 1 });
  expect(await signs()).toMatchObject({ note: null, errors: [{ __typename: 'SigningRefusedError', failures: ['NEEDLES_ACCOUNTED', 'LOT_RECORDED'] }] });
});

it('Tell us if you are pregnant or have other conditions: absolute stop, relative caution, recorded override; renewed when older than its validity', async () => {
  await arrives();
  const said = (question: string, option: string) => CLEAR.map((answer) => (answer.question === question ? { question, option } : answer));
  expect(await screened(said('anticoagulant', 'yes'))).toMatchObject({ screening: { outcome: 'CAUTION', findings: [{ question: 'anticoagulant' }] } });
  const { screening } = await screened(said('local-infection', 'yes'));
  expect(screening).toMatchObject({ outcome: 'STOP' });
  const decides = (reason: string) => as('PRACTITIONER').does('decideScreening', { screeningId: (screening as { id: string }).id, decision: 'OVERRIDDEN', reason }, `screening { decision { decision reason practitioner { id } } } ${REFUSED}`);
  expect(kinds(await decides(''))).toEqual(['ReasonRequiredError']);
  expect(await decides('Healed since; the skin was looked at.')).toMatchObject({ screening: { decision: { decision: 'OVERRIDDEN', reason: 'Healed since; the skin was looked at.', practitioner: { id: practitionerId } } } });
  desk.clock.moveMinutes(400 * DAY_MINUTES);
  const { patient } = await desk.reads<{ patient: { readiness: object } }>('PRACTITIONER', 'query ($id: ID!) { patient(id: $id) { readiness(procedure: NEEDLING) { ready screening { state } } } }', { id: patientId });
  expect(patient.readiness).toMatchObject({ ready: false, screening: { state: 'EXPIRED' } });
  desk.clock.moveMinutes(-400 * DAY_MINUTES);
});

it.each([
  ['neck, back or shoulder pain', ['NDI', 'ODI']], ['tennis or golfer\'s elbow', ['PSFS']], ['hip pain', ['LEFS']], ['knee pain', ['LEFS']], ['tendonitis', ['PSFS']], ['plantar fasciitis', ['LEFS']],
  ['headaches', ['NDI']], ['sciatica', ['ODI']], ['muscle and ligament strains or sprains', ['PSFS']], ['arthritis', ['PSFS']], ['nerve irritation', ['PSFS']], ['TMJ and dental pain', ['PSFS']],
])('The twelve: %s, with regions, ICD-10-CM families, outcome measures and red flags', async (name, measures) => {
  const { conditionCatalog } = await desk.reads<{ conditionCatalog: { edges: { node: { regions: string[]; families: string[]; measures: { code: string }[]; redFlags: string[]; diagnosisCodes: object[] } }[] } }>('PRACTITIONER',
    'query ($name: String!) { conditionCatalog(search: $name, first: 5) { edges { node { regions families redFlags measures { code } diagnosisCodes(on: "2026-03-09") { code billable } } } } }', { name });
  const [found, ...others] = conditionCatalog.edges.map(({ node }) => node);
  expect(others).toEqual([]);
  expect(found?.measures.map(({ code }) => code)).toEqual(expect.arrayContaining(measures));
  for (const list of [found?.regions, found?.families, found?.redFlags, found?.diagnosisCodes]) expect(list).not.toEqual([]);
});

it('Several trigger points per session: many sites per visit', async () => {
  await isOnTheTable();
  for (const muscleKey of ['trapezius-upper', 'infraspinatus', 'levator-scapulae', 'splenius-capitis', 'sternocleidomastoid']) expect(kinds(await needles({ muscleKey }))).toEqual([]);
  const { encounter } = await desk.reads<{ encounter: { needling: { sites: object[]; distinctMuscles: number } } }>('PRACTITIONER', 'query ($id: ID!) { encounter(id: $id) { needling { distinctMuscles sites { id } } } }', { id: visit.encounterId });
  expect({ ...encounter.needling, sites: encounter.needling.sites.length }).toEqual({ distinctMuscles: 5, sites: 5 });
});

it('Whether it is right for you: suitable, with precautions, or not suitable and the alternative, signed', async () => {
  await arrives();
  expect(kinds(await judges('SUITABLE'))).toEqual(['ScreeningNotPassedError']);
  await screened();
  expect(await judges('SUITABLE')).toMatchObject({ candidacy: { verdict: 'SUITABLE', practitioner: { id: practitionerId }, signedAt: desk.clock.now().toISOString() } });
  expect(kinds(await judges('WITH_PRECAUTIONS'))).toEqual(['InvalidInputError']);
  expect(await judges('WITH_PRECAUTIONS', { precautions: 'Thin needles near the chest wall' })).toMatchObject({ candidacy: { precautions: 'Thin needles near the chest wall' } });
  expect(kinds(await judges('NOT_SUITABLE'))).toEqual(['InvalidInputError']);
  expect(await judges('NOT_SUITABLE', { alternative: 'Manual therapy' })).toMatchObject({ candidacy: { verdict: 'NOT_SUITABLE', alternative: 'Manual therapy' } });
});
