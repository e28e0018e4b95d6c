import { randomUUID } from 'node:crypto';
import { onStatement, schemaDrift, tenantTableFlaws, type StatementSent } from '@spindle/database';
import type { Id } from '@spindle/kernel';
import { patientSchema } from '../subgraph';
import { arrive, clearAnswers, practitioner, screen } from '../testing/clinical-steps';
import { PatientClinic } from '../testing/patient-clinic';
import { Treatment } from '../testing/treatment';

const RECORD = `mutation ($input: RecordScreeningInput!) { recordScreening(input: $input) {
  screening { id outcome answeredOn findings { question effect advice } answers { question option answeredOn } decision { reason } patient { id } encounter { id } }
  errors { __typename ... on UserError { message } ... on QuestionsUnansweredError { questions } } } }`;
const DECIDE = `mutation ($input: DecideScreeningInput!) { decideScreening(input: $input) { screening { decision { decision reason practitioner { id } } } errors { __typename } } }`;

interface Recorded { readonly recordScreening: { readonly screening: { readonly id: Id<'Screening'>; readonly [field: string]: unknown } | null; readonly errors: readonly Record<string, unknown>[] } }
interface Decided { readonly decideScreening: { readonly screening: Record<string, unknown> | null; readonly errors: readonly Record<string, unknown>[] } }

describe('"Tell us if you are pregnant or have other conditions": screening', () => {
  let clinic: PatientClinic;
  let patientId: Id<'Patient'>;
  beforeAll(async () => { clinic = await PatientClinic.open(); });
  beforeEach(async () => { patientId = await clinic.register(); });
  afterAll(() => clinic.close());

  const record = async (input: object = {}, viewer = practitioner(clinic)) =>
    (await clinic.ask<Recorded>(RECORD, { input: { idempotencyKey: randomUUID(), patientId, questionSet: 'NEEDLING', answers: clearAnswers('NEEDLING'), ...input } }, viewer)).data.recordScreening;
  /** As `record`, asking back what the front desk may see. */
  const ask = async (input: object, viewer = clinic.viewer()) => (await clinic.ask<Recorded>('mutation ($input: RecordScreeningInput!) { recordScreening(input: $input) { screening { id } errors { __typename } } }',
    { input: { idempotencyKey: randomUUID(), patientId, questionSet: 'NEEDLING', answers: clearAnswers('NEEDLING'), ...input } }, viewer)).data.recordScreening;
  const decide = async (screeningId: Id<'Screening'>, viewer = practitioner(clinic), input: object = {}) =>
    (await clinic.ask<Decided>(DECIDE, { input: { idempotencyKey: randomUUID(), screeningId, decision: 'OVERRIDDEN', reason: 'Mild, other arm', ...input } }, viewer)).data.decideScreening;
  const failures = () => clinic.asAdmin(`SELECT payload, d.subscriber FROM patient.outbox_event e JOIN patient.outbox_delivery d ON d.event_id = e.id WHERE type = 'ScreeningFailed' AND payload->>'patientId' = $1`, [patientId]);

  it('gives the questions in force in plain words, with a note that nobody has confirmed them', async () => {
    const { data } = await clinic.ask<{ screeningQuestionSet: { questions: { key: string; everyVisit: boolean }[]; confirmedBy: string | null; sources: string[] } }>(
      '{ screeningQuestionSet(key: NEEDLING, on: "2026-03-09") { confirmedBy sources questions { key text everyVisit options { key text effect } } } }');
    expect(data.screeningQuestionSet).toMatchObject({ confirmedBy: null });
    expect(data.screeningQuestionSet.questions.filter(({ everyVisit }) => everyVisit).map(({ key }) => key)).toEqual(['bleeding', 'pregnancy']);
  });

  it('keeps a relative caution with its advice and tells nobody of a failure', async () => {
    const { screening, errors } = await record({ answers: clearAnswers('NEEDLING', { pregnancy: 'second-trimester' }) });
    expect(errors).toEqual([]);
    expect(screening).toMatchObject({ outcome: 'CAUTION', answeredOn: '2026-03-09', findings: [{ question: 'pregnancy', effect: 'CAUTION', advice: expect.stringContaining('low back') }], patient: { id: patientId }, encounter: null });
    expect(await failures()).toEqual([]);
  });

  it('stops at an absolute contraindication and tells the schedule which services it rules out', async () => {
    const { screening } = await record({ answers: clearAnswers('NEEDLING', { lymphoedema: 'yes' }) });
    expect(screening).toMatchObject({ outcome: 'STOP', decision: null });
    expect(await failures()).toEqual([{ payload: { patientId, screeningId: screening?.id, serviceTypeCodes: ['DRY_NEEDLING'] }, subscriber: 'scheduling' }]);
  });

  it('rules out every service at a red flag', async () => {
    const { screening } = await record({ questionSet: 'RED_FLAGS', answers: clearAnswers('RED_FLAGS', { 'saddle-numbness': 'yes' }) });
    expect(screening).toMatchObject({ outcome: 'REFER_OUT' });
    expect(await failures()).toMatchObject([{ payload: { serviceTypeCodes: [] } }]);
  });

  it('is overridden by a practitioner with a reason, by nobody else', async () => {
    const id = await screen(clinic, patientId, clearAnswers('NEEDLING', { lymphoedema: 'yes' }));
    expect((await clinic.ask(DECIDE, { input: { idempotencyKey: randomUUID(), screeningId: id, decision: 'OVERRIDDEN', reason: 'Mild' } })).errors).toMatchObject([{ code: 'FORBIDDEN' }]);
    expect(await decide(id, clinic.viewer(clinic.practice, 'PRACTITIONER'))).toEqual({ screening: null, errors: [{ __typename: 'PractitionerRequiredError' }] });
    expect(await decide(id, undefined, { reason: ' ' })).toMatchObject({ errors: [{ __typename: 'ReasonRequiredError' }] });
    const viewer = practitioner(clinic);
    expect(await decide(id, viewer)).toEqual({ screening: { decision: { decision: 'OVERRIDDEN', reason: 'Mild, other arm', practitioner: { id: viewer.practitionerId } } }, errors: [] });
    expect(await decide(id, viewer, { decision: 'REFUSED', reason: 'Changed my mind' })).toEqual({ screening: null, errors: [{ __typename: 'NothingToDecideError' }] });
    expect(await decide(await screen(clinic, patientId))).toMatchObject({ errors: [{ __typename: 'NothingToDecideError' }] });
    expect(await decide(randomUUID() as Id<'Screening'>)).toMatchObject({ errors: [{ __typename: 'ScreeningNotFoundError' }] });
  });

  it('cannot be answered once the visit is over, and belongs to an encounter of the patient', async () => {
    const { encounterId, complete } = await arrive(clinic, patientId);
    expect((await record({ encounterId })).screening).toMatchObject({ encounter: { id: encounterId } });
    await complete();
    const before = await clinic.rowCounts();
    expect(await record({ encounterId })).toMatchObject({ screening: null, errors: [{ __typename: 'AskedTooLateError' }] });
    expect(await record({ encounterId, patientId: await clinic.register() })).toMatchObject({ errors: [{ __typename: 'EncounterNotFoundError' }] });
    expect((await clinic.rowCounts())['screening']).toBe(before['screening']);
  });

  it('cannot be answered for a visit whose needles are written down, unless they were a mistake', async () => {
    const treatment = new Treatment(clinic);
    await treatment.begin();
    ({ patientId } = treatment);
    const { encounterId } = treatment;
    const before = await clinic.rowCounts();
    const { encounter } = await treatment.needle();
    clinic.now = new Date('2026-03-09T15:40:00Z');
    for (const viewer of [practitioner(clinic), clinic.viewer()]) expect((await ask({ encounterId }, viewer)).errors).toEqual([{ __typename: 'AskedTooLateError' }]);
    expect((await clinic.rowCounts())['screening']).toBe(before['screening']);
    const { needling } = encounter as { needling: { sites: { id: string }[] } };
    await treatment.mutate('withdrawNeedlingSite', { siteId: needling.sites[0]?.id });
    expect((await ask({ encounterId })).errors).toEqual([]);
  });

  it.each([
    ['an unknown question', { answers: [{ question: 'shoesize', option: 'no' }] }, 'UnknownQuestionError'],
    ['an unknown answer', { answers: [{ question: 'bleeding', option: 'perhaps' }] }, 'UnknownAnswerError'],
    ['too few answers', { answers: [{ question: 'bleeding', option: 'no' }] }, 'QuestionsUnansweredError'],
    ['nobody', { patientId: randomUUID() }, 'PatientNotFoundError'],
  ])('refuses %s and stores nothing', async (_what, input, kind) => {
    const before = await clinic.rowCounts();
    expect(await record(input)).toMatchObject({ screening: null, errors: [{ __typename: kind, message: expect.stringMatching(/.{10}/) }] });
    const { access: _read, ...rest } = await clinic.rowCounts();
    expect(rest).toMatchObject({ screening: before['screening'], outbox_event: before['outbox_event'] });
  });

  it('does once what is sent twice', async () => {
    const input = { idempotencyKey: randomUUID(), answers: clearAnswers('NEEDLING', { lymphoedema: 'yes' }) };
    const [first, second] = await Promise.all([record(input), record(input)]);
    expect(second).toEqual(first);
    expect(await failures()).toHaveLength(1);
  });

  it("hides another practice's screening, and resolves many references with one statement", async () => {
    const ids = [await screen(clinic, patientId), await screen(clinic, patientId)];
    const statements: StatementSent[] = [];
    const stop = onStatement((statement) => statements.push(statement));
    const entities = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Screening { outcome } } }';
    const r = [...ids, randomUUID()].map((id) => ({ __typename: 'Screening', id }));
    expect((await clinic.ask<{ _entities: unknown[] }>(entities, { r }, practitioner(clinic))).data._entities).toEqual([{ outcome: 'CLEAR' }, { outcome: 'CLEAR' }, null]);
    stop();
    expect(statements.filter(({ purpose }) => purpose === 'DOMAIN')).toHaveLength(1);
    expect((await clinic.ask<{ _entities: unknown[] }>(entities, { r }, clinic.viewer(clinic.otherPractice, 'PRACTITIONER'))).data._entities).toEqual([null, null, null]);
  });

  it('pages through a history, newest first', async () => {
    for (const lung of ['no', 'yes', 'unsure']) await screen(clinic, patientId, clearAnswers('NEEDLING', { lung }));
    const { data } = await clinic.ask<{ patient: { screenings: { edges: { node: { findings: { option: string }[] } }[]; pageInfo: { hasNextPage: boolean } } } }>(
      'query ($id: ID!) { patient(id: $id) { screenings(first: 2) { edges { node { findings { option } } } pageInfo { hasNextPage } } } }', { id: patientId }, practitioner(clinic));
    expect(data.patient.screenings.edges.map(({ node }) => node.findings[0]?.option)).toEqual(['unsure', 'yes']);
    expect(data.patient.screenings.pageInfo.hasNextPage).toBe(true);
  });

  it('keeps every table under row-level security, and entities and migrations in step', async () => {
    expect(await tenantTableFlaws(clinic.test.adminUrl)).toEqual([]);
    expect(await schemaDrift(patientSchema, clinic.test)).toEqual([]);
  });
});
