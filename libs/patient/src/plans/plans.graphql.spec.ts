import { randomUUID } from 'node:crypto';
import { newId, onStatement } from '@spindle/database';
import { addDays, type CalendarDay, type Id } from '@spindle/kernel';
import { makeCandidate } from '../testing/clinical-steps';
import { PatientClinic } from '../testing/patient-clinic';

interface Refusal { readonly __typename: string; readonly [field: string]: unknown }
type Payload = Readonly<Record<string, unknown>> & { readonly errors: readonly Refusal[] };

const MUTATIONS: Readonly<Record<string, string>> = {
  openEpisode: 'episode { id version discipline status startedOn }',
  dischargePatient: 'episode { id version status finishedOn dischargeSummary { outcome treatmentDays practitioner { id } } plans(first: 5) { edges { node { state closedOn } } } }',
  proposeTreatmentPlan: 'plan { id version state diagnoses { code text } goals visits { planned } proposedBy { id } }',
  acceptTreatmentPlan: 'plan { id version state acceptedAt estimateId visits { planned booked attended left } }',
  declineTreatmentPlan: 'plan { id state acceptedAt visits { planned } }',
  reviseTreatmentPlan: 'plan { id version state visitsPlanned replaces { id state closedOn } }',
  closeTreatmentPlan: 'plan { id state closedOn }',
  certifyPlan: 'certification { from through isDelayed basis certifier { name kind } plan { certifiedThrough } }',
  writeProgressReport: 'report { from through treatmentDays goals { goal progress note } practitioner { id } }',
};

describe('a course of care', () => {
  let clinic: PatientClinic;
  let patientId: Id<'Patient'>;
  const practitionerId = newId<'Practitioner'>();
  const doctor = { name: 'Dr. Ines Vega', npi: '1234567893', kind: 'PHYSICIAN' };
  const terms = {
    diagnosisCodes: ['M54.2'], goals: ['Turn the head to drive'], interventions: ['Dry needling', 'Exercise'], serviceTypeCodes: ['DRY_NEEDLING'], companionIntervention: 'Exercise',
    visitsPlanned: 12, visitsPerWeek: 2, weeks: 6, startsOn: '2026-03-09', requiresCertification: true,
  };

  beforeAll(async () => { clinic = await PatientClinic.open(); });
  afterAll(() => clinic.close());
  beforeEach(async () => {
    clinic.now = new Date('2026-03-09T15:00:00Z');
    patientId = await clinic.register();
    await makeCandidate(clinic, patientId);
  });

  async function mutate(name: string, input: object, viewer = clinic.practitioner(practitionerId)): Promise<Payload> {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const { data, errors } = await clinic.ask<Record<string, Payload>>(`mutation ($input: ${type}!) { ${name}(input: $input) { ${MUTATIONS[name]} errors { __typename ... on UserError { message } ${details(name)} } } }`,
      { input: { idempotencyKey: randomUUID(), ...input } }, viewer);
    if (errors.length > 0) throw new Error(JSON.stringify(errors));
    return data[name] as Payload;
  }
  /** Only what the payload's union can be may be asked for. */
  function details(name: string): string {
    const withVersion = ['acceptTreatmentPlan', 'declineTreatmentPlan', 'reviseTreatmentPlan', 'closeTreatmentPlan', 'dischargePatient'].includes(name) ? '... on StaleVersionError { currentVersion }' : '';
    const withField = ['openEpisode', 'dischargePatient', 'proposeTreatmentPlan', 'reviseTreatmentPlan', 'closeTreatmentPlan', 'certifyPlan', 'writeProgressReport'].includes(name) ? '... on InvalidInputError { field }' : '';
    const others: Record<string, string> = { certifyPlan: '... on CertificationNotAllowedError { rule source }', openEpisode: '... on EpisodeAlreadyOpenError { episode { id } }' };
    return `${withVersion} ${withField} ${others[name] ?? ''}`;
  }
  const thing = (payload: Payload, name: string) => payload[name] as { readonly id: string; readonly version: number; readonly [field: string]: unknown };
  const open = async () => thing(await mutate('openEpisode', { patientId, discipline: 'DRY_NEEDLING', reason: 'neck pain', startedOn: '2026-03-09' }), 'episode');
  const propose = async (episodeId: string, otherwise: object = {}) => mutate('proposeTreatmentPlan', { episodeId, plan: { ...terms, ...otherwise } });
  const accepted = async (otherwise: object = {}) => {
    const episode = await open();
    const plan = thing(await propose(episode.id, otherwise), 'plan');
    return { episode, plan: thing(await mutate('acceptTreatmentPlan', { planId: plan.id, version: plan.version }), 'plan') };
  };
  const eventsOf = async (aggregateId: string) => (await clinic.asAdmin<{ type: string }>('SELECT DISTINCT type, occurred_at, id FROM patient.outbox_event WHERE aggregate_id = $1 ORDER BY occurred_at, id', [aggregateId])).map(({ type }) => type);
  const day = (offset: number): CalendarDay => addDays('2026-03-09' as CalendarDay, offset);
  const attend = async (...offsets: number[]) => {
    for (const offset of offsets) {
      clinic.now = new Date(`${day(offset)}T16:00:00Z`);
      await clinic.visit({ patientId, practitionerId, at: clinic.now });
    }
  };

  it('has one open episode of a discipline, and names the open one', async () => {
    const episode = await open();
    expect(episode).toMatchObject({ status: 'ACTIVE', startedOn: '2026-03-09' });
    expect(await mutate('openEpisode', { patientId, discipline: 'DRY_NEEDLING', reason: 'neck again', startedOn: '2026-03-09' })).toMatchObject({ episode: null, errors: [{ __typename: 'EpisodeAlreadyOpenError', episode: { id: episode.id } }] });
    expect((await mutate('openEpisode', { patientId, discipline: 'CHIROPRACTIC', reason: 'low back', startedOn: '2026-03-09' })).errors).toEqual([]);
  });

  it('begins no episode in the future, and none for nobody', async () => {
    expect(await mutate('openEpisode', { patientId, discipline: 'CHIROPRACTIC', reason: 'later', startedOn: '2026-03-10' })).toMatchObject({ errors: [{ __typename: 'InvalidInputError', field: 'startedOn' }] });
    expect(await mutate('openEpisode', { patientId: randomUUID(), discipline: 'CHIROPRACTIC', reason: 'who', startedOn: '2026-03-09' })).toMatchObject({ errors: [{ __typename: 'PatientNotFoundError' }] });
  });

  it('proposes a plan with its diagnoses in words, and tells the house when the patient accepts it', async () => {
    const episode = await open();
    const proposed = thing(await propose(episode.id), 'plan');
    expect(proposed).toMatchObject({ state: 'PROPOSED', visits: null, proposedBy: { id: practitionerId }, diagnoses: [{ code: 'M54.2' }] });
    const estimateId = randomUUID();
    const plan = thing(await mutate('acceptTreatmentPlan', { planId: proposed.id, version: 1, estimateId }), 'plan');
    expect(plan).toMatchObject({ state: 'ACCEPTED', version: 2, estimateId, acceptedAt: '2026-03-09T15:00:00.000Z', visits: { planned: 12, booked: 0, attended: 0, left: 12 } });
    expect(await eventsOf(plan.id)).toEqual(['PlanAccepted']);
    expect(await mutate('acceptTreatmentPlan', { planId: proposed.id, version: 2 })).toMatchObject({ errors: [{ __typename: 'TreatmentPlanStateError' }] });
  });

  it.each([
    ['CompanionInterventionNeededError', { companionIntervention: null }],
    ['DiagnosisCodeUnknownError', { diagnosisCodes: ['Z99.ZZ'] }],
    ['DiagnosisNotBillableError', { diagnosisCodes: ['G44.2'] }],
    ['InvalidInputError', { visitsPlanned: 13 }], ['InvalidInputError', { goals: [] }], ['InvalidInputError', { visitsPerWeek: 0 }], ['InvalidInputError', { weeks: 53, visitsPlanned: 1 }],
    ['InvalidInputError', { diagnosisCodes: ['M54.2', 'm54.2'] }], ['InvalidInputError', { startsOn: '2026-01-01' }],
  ])('refuses a plan with %s and writes nothing', async (kind, otherwise) => {
    const episode = await open();
    const before = await clinic.rowCounts();
    expect(await propose(episode.id, otherwise)).toMatchObject({ plan: null, errors: [{ __typename: kind }] });
    const { audit_event: _now, ...after } = await clinic.rowCounts();
    const { audit_event: _then, ...same } = before;
    expect(after).toEqual(same);
  });

  it('takes needling without a companion intervention when the reason is said', async () => {
    expect((await propose((await open()).id, { companionIntervention: null, companionReason: 'acute pain: rest first' })).errors).toEqual([]);
  });

  it('is proposed by a practitioner, and by nobody else', async () => {
    const episode = await open();
    expect(await mutate('proposeTreatmentPlan', { episodeId: episode.id, plan: terms }, { ...clinic.viewer(clinic.practice, 'PRACTITIONER') })).toMatchObject({ errors: [{ __typename: 'PractitionerRequiredError' }] });
  });

  it('declines a plan, after which nobody accepts it', async () => {
    const plan = thing(await propose((await open()).id), 'plan');
    expect(await mutate('declineTreatmentPlan', { planId: plan.id, version: 1 })).toMatchObject({ plan: { state: 'DECLINED', acceptedAt: null, visits: null } });
    expect(await mutate('acceptTreatmentPlan', { planId: plan.id, version: 2 })).toMatchObject({ errors: [{ __typename: 'TreatmentPlanStateError' }] });
  });

  it('has one accepted plan, which two who accept at once find out', async () => {
    const episode = await open();
    const plans = [thing(await propose(episode.id), 'plan'), thing(await propose(episode.id), 'plan')];
    const answers = await Promise.all(plans.map(({ id }) => mutate('acceptTreatmentPlan', { planId: id, version: 1 })));
    expect(answers.map(({ errors }) => errors.map(({ __typename }) => __typename)).sort()).toEqual([[], ['TreatmentPlanStateError']]);
  });

  it('keeps what a revision replaced', async () => {
    const { plan } = await accepted();
    const revised = thing(await mutate('reviseTreatmentPlan', { planId: plan.id, version: 2, plan: { ...terms, visitsPlanned: 6, weeks: 3 } }), 'plan');
    expect(revised).toMatchObject({ state: 'ACCEPTED', visitsPlanned: 6, replaces: { id: plan.id, state: 'REPLACED', closedOn: '2026-03-09' } });
    expect([await eventsOf(plan.id), await eventsOf(revised.id)]).toEqual([['PlanAccepted', 'PlanClosed'], ['PlanRevised']]);
    expect(await mutate('reviseTreatmentPlan', { planId: plan.id, version: 2, plan: terms })).toMatchObject({ errors: [{ __typename: 'StaleVersionError', currentVersion: 3 }] });
  });

  it('counts booked, attended and left from the visits themselves, whatever becomes of them', async () => {
    const { plan } = await accepted();
    await attend(0, 2);
    await clinic.visit({ patientId, practitionerId, at: new Date('2026-03-12T16:00:00Z'), isCompleted: false });
    await clinic.visit({ patientId, practitionerId, at: new Date('2026-03-12T18:00:00Z'), serviceTypeCode: 'MANUAL_THERAPY' });
    const counts = async () => (await clinic.ask<{ treatmentPlan: { visits: object } }>('query ($id: ID!) { treatmentPlan(id: $id) { visits { planned booked attended left } } }', { id: plan.id })).data.treatmentPlan.visits;
    expect(await counts()).toEqual({ planned: 12, booked: 1, attended: 2, left: 9 });
  });

  it('asks for a certification from the first treatment on, and is satisfied by one', async () => {
    const { plan } = await accepted();
    await attend(0);
    const due = async () => (await clinic.ask<{ treatmentPlan: { obligations: object[]; certifiedThrough: string | null } }>('query ($id: ID!) { treatmentPlan(id: $id) { certifiedThrough obligations { kind raisedOn dueOn state doneOn } } }', { id: plan.id })).data.treatmentPlan;
    expect(await due()).toMatchObject({ certifiedThrough: null, obligations: [{ kind: 'INITIAL_CERTIFICATION', raisedOn: '2026-03-09', dueOn: '2026-04-08', state: 'OPEN', doneOn: null }] });
    const certified = await mutate('certifyPlan', { planId: plan.id, from: '2026-03-09', through: '2026-06-06', basis: 'SIGNATURE', certifier: doctor, signedOn: '2026-03-09' });
    expect(certified).toMatchObject({ certification: { isDelayed: false, plan: { certifiedThrough: '2026-06-06' } }, errors: [] });
    expect((await due()).obligations).toMatchObject([{ kind: 'INITIAL_CERTIFICATION', state: 'DONE', doneOn: '2026-03-09' }]);
    expect(await eventsOf(plan.id)).toEqual(['PlanAccepted', 'PlanCertified']);
  });

  it.each([
    ['CERTIFIER_KIND', { certifier: { name: 'Dr. Cai', npi: '1234567893', kind: 'CHIROPRACTOR' } }],
    ['PERIOD_LENGTH', { through: '2026-06-07' }],
    ['PLAN_SENT_LATE', { basis: 'REFERRAL_ON_FILE', planSentOn: '2026-05-20', from: '2026-03-09', through: '2026-05-01', signedOn: '2026-03-09' }],
  ])('refuses a certification by the rule %s, and says where it is written', async (rule, otherwise) => {
    const { plan } = await accepted();
    clinic.now = new Date('2026-06-01T15:00:00Z');
    const refused = await mutate('certifyPlan', { planId: plan.id, from: '2026-03-09', through: '2026-06-06', basis: 'SIGNATURE', certifier: doctor, signedOn: '2026-03-09', ...otherwise });
    expect(refused).toMatchObject({ certification: null, errors: [{ __typename: 'CertificationNotAllowedError', rule, source: expect.stringMatching(/CFR|Medicare/) }] });
  });

  it('wants a reason for a certification that comes late', async () => {
    const { plan } = await accepted();
    await attend(0);
    clinic.now = new Date('2026-04-20T15:00:00Z');
    const late = { planId: plan.id, from: '2026-03-09', through: '2026-06-06', basis: 'SIGNATURE', certifier: doctor, signedOn: '2026-04-20' };
    expect(await mutate('certifyPlan', late)).toMatchObject({ errors: [{ rule: 'DELAYED_WITHOUT_REASON' }] });
    expect(await mutate('certifyPlan', { ...late, delayReason: 'the office had moved' })).toMatchObject({ certification: { isDelayed: true }, errors: [] });
  });

  it('reports on ten treatment days, goal by goal, and not twice on the same ones', async () => {
    const { plan } = await accepted({ visitsPlanned: 12, weeks: 6 });
    await attend(0, 2, 4, 7, 9, 11, 14, 16, 18, 21);
    const report = { planId: plan.id, through: day(21), goals: [{ progress: 'IMPROVED', note: '60 degrees' }], assessment: 'Goes on as planned.' };
    expect(await mutate('writeProgressReport', { ...report, goals: [] })).toMatchObject({ errors: [{ __typename: 'InvalidInputError', field: 'goals' }] });
    expect(await mutate('writeProgressReport', report)).toMatchObject({ report: { from: day(0), through: day(21), treatmentDays: 10, goals: [{ goal: 'Turn the head to drive', progress: 'IMPROVED', note: '60 degrees' }] }, errors: [] });
    expect(await mutate('writeProgressReport', report)).toMatchObject({ errors: [{ __typename: 'NothingToReportError' }] });
  });

  it('is measured at half of its visits by any score of its patient, and tells it without being asked', async () => {
    const { plan } = await accepted({ visitsPlanned: 4, visitsPerWeek: 2, weeks: 2, requiresCertification: false });
    await attend(0, 2);
    const dues = async () => (await clinic.ask<{ treatmentPlan: { obligations: object[] } }>('query ($id: ID!) { treatmentPlan(id: $id) { obligations { kind state doneOn } } }', { id: plan.id })).data.treatmentPlan.obligations;
    expect(await dues()).toEqual([{ kind: 'OUTCOME_MEASURE', state: 'OPEN', doneOn: null }]);
    const score = (answeredOn: string) => clinic.ask('mutation ($input: RecordOutcomeScoreInput!) { recordOutcomeScore(input: $input) { outcomeScore { id } errors { __typename } } }',
      { input: { idempotencyKey: randomUUID(), patientId, measure: 'NPRS', answeredOn, answers: [{ item: 1, answer: 3 }] } });
    await score(day(1));
    expect(await dues()).toMatchObject([{ state: 'OPEN' }]);
    await score(day(2));
    expect(await dues()).toEqual([{ kind: 'OUTCOME_MEASURE', state: 'DONE', doneOn: day(2) }]);
  });

  it('ends with a discharge that closes the plan, and takes nothing after it', async () => {
    const { episode, plan } = await accepted();
    await attend(0, 2);
    const end = { episodeId: episode.id, version: 1, dischargedOn: day(2), outcome: 'GOALS_MET', summary: 'Turns the head freely; exercises at home.' };
    expect(await mutate('dischargePatient', { ...end, dischargedOn: day(1) })).toMatchObject({ errors: [{ __typename: 'InvalidInputError', field: 'dischargedOn' }] });
    expect(await mutate('dischargePatient', end)).toMatchObject({ episode: { status: 'FINISHED', dischargeSummary: { outcome: 'GOALS_MET', treatmentDays: 2, practitioner: { id: practitionerId } }, plans: { edges: [{ node: { state: 'CLOSED', closedOn: day(2) } }] } }, errors: [] });
    expect(await eventsOf(plan.id)).toEqual(['PlanAccepted', 'PlanClosed']);
    expect(await propose(episode.id)).toMatchObject({ errors: [{ __typename: 'EpisodeClosedError' }] });
    expect(await mutate('dischargePatient', { ...end, version: 2 })).toMatchObject({ errors: [{ __typename: 'EpisodeClosedError' }] });
  });

  it('needs as many statements for many plans as for one', async () => {
    const episode = await open();
    const query = 'query ($id: ID!) { episodeOfCare(id: $id) { plans(first: 50) { edges { node { state visits { left } diagnoses { code } certifications { from } obligations { kind } progressReports { from } episode { id } } } } } }';
    const count = async () => {
      let statements = 0;
      const stop = onStatement(({ purpose }) => void (statements += purpose === 'DOMAIN' ? 1 : 0));
      await clinic.ask(query, { id: episode.id }, clinic.practitioner(practitionerId));
      stop();
      return statements;
    };
    const first = thing(await propose(episode.id), 'plan');
    await mutate('acceptTreatmentPlan', { planId: first.id, version: 1 });
    const one = await count();
    for (let each = 0; each < 8; each += 1) await propose(episode.id);
    expect(await count()).toBe(one);
    expect(one).toBeLessThanOrEqual(8);
  });
});
