import { newId } from '@spindle/database';
import type { Id } from '@spindle/kernel';
import { DEMO_PEOPLE, SAMPLE_LOCATION_IDS, SAMPLE_PRACTICES } from '@spindle/sample-clinic';
import { ClinicalDesk, type PersonOfRole, type Versioned } from './testing/clinical-desk';
import { needlesIn, type ClinicalOperation } from './testing/clinical-operations';

jest.setTimeout(30_000);

const NADIA = DEMO_PEOPLE.PRACTITIONER.practitionerId;
const TEXT = { subjective: 'Neck pain.', objective: 'Taut band.', assessment: 'Improving.', plan: 'Again in three days.' };

describe('in the clinical record bad input gets a typed answer, and nothing is half-written', () => {
  let desk: ClinicalDesk;
  let patients: readonly Id<'Patient'>[];
  /** Of the first patient: under way. */
  let encounterId: string;
  /** The record as it was before the first refusal. */
  let asItWas: string;

  beforeAll(async () => {
    desk = await ClinicalDesk.open();
    patients = (await desk.clinic.rows<{ id: Id<'Patient'> }>(`SELECT id FROM patient.patient p WHERE practice_id = $1 AND birth_date < '2000-01-01' AND NOT EXISTS (SELECT FROM patient.consent c WHERE c.practice_id = $1 AND c.patient_id = p.id) ORDER BY id LIMIT 2`, [SAMPLE_PRACTICES.spindle.id])).map(({ id }) => id);
    desk.clock.moveTo(new Date(desk.clock.now().getTime() + 120 * 86_400_000));
    encounterId = await desk.encounterOf(await arrives(patients[0]));
    asItWas = await contents();
  }, 180_000);
  afterAll(() => desk.close());

  /** A visit of needling whose patient is here. */
  async function arrives(patientId: Id<'Patient'> | undefined): Promise<Versioned> {
    const startsAt = await desk.freeTime('DRY_NEEDLING', NADIA);
    const booked = await desk.made('FRONT_DESK', 'bookAppointment', { of: 'appointment', patientId, practitionerId: NADIA, locationId: SAMPLE_LOCATION_IDS.broomfield, serviceTypeCode: 'DRY_NEEDLING', startsAt });
    desk.clock.moveTo(startsAt);
    return desk.step('checkInPatient', booked);
  }

  const contents = () => desk.clinic.contents(['patient']);

  /** The answer to an operation that must leave the record as it is. */
  async function refused(name: ClinicalOperation, input: object, before: string | null = null): Promise<readonly object[]> {
    const untouched = before ?? await contents();
    const { errors, ...things } = await desk.does('PRACTITIONER', name, input);
    expect(Object.values(things)).toEqual([null]);
    expect(await contents()).toBe(untouched);
    for (const { message } of errors) expect(message.length).toBeGreaterThan(10);
    return errors;
  }

  const line = (otherwise: object) => () => ({ encounterId, line: { code: '97110', minutesByClinician: 15, minutesByAssistant: 0, ...otherwise } });
  const needles = (muscleKey: string, otherwise: object = {}) => () => ({ encounterId, entry: needlesIn(muscleKey, otherwise) });
  const consent = (signedAt: string | null, otherwise: object = {}) => () => ({ patientId: patients[0], procedure: 'NEEDLING', formVersion: 1, signedAt, signer: { kind: 'PATIENT', name: 'A Patient' }, acknowledged: ['cramp', 'electric-shock', 'soreness', 'not-acupuncture', 'lung', 'stop'], ...otherwise });
  const score = (otherwise: object) => () => ({ patientId: patients[0], measure: 'NPRS', answeredOn: desk.clock.day(), answers: [{ item: 1, answer: 4 }], ...otherwise });

  it.each<[string, ClinicalOperation, () => object, object]>([
    ['an unknown muscle', 'recordNeedlingSite', needles('levator-of-nothing'), { __typename: 'MuscleUnknownError', muscleKey: 'levator-of-nothing' }],
    ['a side that the muscle has not', 'recordNeedlingSite', needles('trapezius-upper', { side: 'MIDLINE' }), { __typename: 'InvalidInputError', field: 'side' }],
    ['more needles out than a person counts', 'recordNeedlingSite', needles('trapezius-upper', { needlesOut: -1 }), { __typename: 'InvalidInputError' }],
    ['an unknown code', 'recordServiceLine', line({ code: '99999' }), { __typename: 'ProcedureUnknownError', code: '99999' }],
    ['minutes below zero', 'recordServiceLine', line({ minutesByClinician: -5 }), { __typename: 'InvalidInputError', field: 'minutesByClinician' }],
    ['more minutes than a visit has', 'recordServiceLine', line({ minutesByAssistant: 481 }), { __typename: 'InvalidInputError' }],
    ['a pain of eleven', 'recordPain', () => ({ encounterId, phase: 'BEFORE', score: 11 }), { __typename: 'PainOutOfRangeError' }],
    ['a pain below nought', 'recordPain', () => ({ encounterId, phase: 'AFTER', score: -1 }), { __typename: 'PainOutOfRangeError' }],
    ['a consent signed in the future', 'signConsent', consent('2999-01-01T10:00:00Z'), { __typename: expect.stringMatching(/^Consent(SignedInFuture|FormNotInForce)Error$/) as unknown }],
    ['a consent signed tomorrow', 'signConsent', () => consent(new Date(desk.clock.now().getTime() + 86_400_000).toISOString())(), { __typename: 'ConsentSignedInFutureError' }],
    ['a consent to a text that there is not', 'signConsent', consent(null, { formVersion: 9 }), { __typename: 'ConsentFormNotInForceError' }],
    ['a diagnosis code that had ended', 'recordCondition', () => ({ patientId: patients[0], diagnosisCode: 'M54.5', on: '2021-10-01' }), { __typename: 'DiagnosisRetiredError', code: 'M54.5', retiredAfter: '2021-09-30', successors: ['M54.50', 'M54.51', 'M54.59'] }],
    ['a diagnosis made tomorrow', 'recordCondition', () => ({ patientId: patients[0], diagnosisCode: 'M54.2', on: '2999-01-01' }), { __typename: 'InvalidInputError', field: 'on' }],
    ['a measure that there is not', 'recordOutcomeScore', score({ measure: 'SHOE' }), { __typename: 'OutcomeMeasureNotFoundError' }],
    ['an answer beyond the scale', 'recordOutcomeScore', score({ answers: [{ item: 1, answer: 11 }] }), { __typename: 'AnswerOutOfRangeError' }],
    ['a score of tomorrow', 'recordOutcomeScore', score({ answeredOn: '2999-01-01' }), { __typename: 'InvalidInputError', field: 'answeredOn' }],
    ['a mark beside the figure', 'addBodyMark', () => ({ patientId: patients[0], region: 'front-of-nothing', x: 1, y: 1, kind: 'PAIN', intensity: 3 }), { __typename: 'UnknownBodyRegionError' }],
    ["a note in nobody's encounter", 'saveNote', () => ({ encounterId: newId(), version: null, ...TEXT }), { __typename: 'EncounterNotFoundError' }],
    ["another patient's encounter", 'recordScreening', () => ({ patientId: patients[1], questionSet: 'NEEDLING', encounterId, answers: [] }), { __typename: 'EncounterNotFoundError' }],
  ])('%s', async (_what, name, input, refusal) => {
    expect(await refused(name, input(), asItWas)).toMatchObject([refusal]);
  });

  it('a code that ended is taken for a day on which it held', async () => {
    expect(await desk.made('PRACTITIONER', 'recordCondition', { of: 'condition', patientId: patients[1], diagnosisCode: 'M54.5', on: '2021-09-30' })).toMatchObject({ code: { code: 'M54.5' } });
  });

  it('two people who write in one note: the second is shown both texts, and the first stays', async () => {
    const colleague: PersonOfRole = { role: 'PRACTITIONER', personId: newId<'Person'>() };
    const { id, version } = await desk.made('PRACTITIONER', 'saveNote', { of: 'note', encounterId, version: null, ...TEXT });
    await desk.made('PRACTITIONER', 'saveNote', { of: 'note', encounterId, version, ...TEXT, subjective: 'The first says this.' });
    const { note, errors } = await desk.does(colleague, 'saveNote', { encounterId, version, ...TEXT, subjective: 'The second says that.' });
    expect({ note, errors }).toMatchObject({ note: null, errors: [{ __typename: 'NoteConflictError', currentVersion: version + 1, current: { subjective: 'The first says this.' }, yours: { subjective: 'The second says that.' } }] });
    const { clinicalNote } = await desk.reads<{ clinicalNote: object }>('PRACTITIONER', 'query ($id: ID!) { clinicalNote(id: $id) { version subjective } }', { id });
    expect(clinicalNote).toEqual({ version: version + 1, subjective: 'The first says this.' });
  });

  it('a screening answered after the needling', async () => {
    await desk.made('PRACTITIONER', 'recordNeedlingSite', { of: 'encounter', encounterId, entry: needlesIn('trapezius-upper') });
    desk.clock.moveMinutes(10);
    expect(await refused('recordScreening', { patientId: patients[0], questionSet: 'NEEDLING', encounterId, answers: await desk.answers('NEEDLING') })).toMatchObject([{ __typename: 'AskedTooLateError' }]);
    await desk.made('FRONT_DESK', 'recordScreening', { of: 'screening', patientId: patients[0], questionSet: 'NEEDLING', answers: await desk.answers('NEEDLING') });
    const { encounter } = await desk.reads<{ encounter: { note: Versioned } }>('PRACTITIONER', 'query ($id: ID!) { encounter(id: $id) { note { id version } } }', { id: encounterId });
    expect(await refused('signNote', { noteId: encounter.note.id, version: encounter.note.version })).toMatchObject([{ __typename: 'SigningRefusedError', failures: expect.arrayContaining(['SCREENING_CURRENT', 'CONSENT_VALID', 'PAIN_RECORDED']) as unknown }]);
  });

  it('a note for a cancelled visit', async () => {
    const left = await arrives(patients[1]);
    const cancelled = await desk.encounterOf(left);
    await desk.made('FRONT_DESK', 'cancelAppointment', { of: 'appointment', appointmentId: left.id, version: left.version, reasonCode: 'PATIENT_LEFT' });
    expect(await refused('saveNote', { encounterId: cancelled, version: null, ...TEXT })).toMatchObject([{ __typename: 'EncounterNotOpenError', status: 'CANCELLED' }]);
    expect(await refused('recordNeedlingSite', { encounterId: cancelled, entry: needlesIn('trapezius-upper') })).toMatchObject([{ __typename: 'EncounterNotOpenError' }]);
  });
});
