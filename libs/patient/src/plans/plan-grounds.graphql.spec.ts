import { randomUUID } from 'node:crypto';
import type { Id } from '@spindle/kernel';
import { clearAnswers, judgeNeedling, practitioner, screen, screenRedFlags } from '../testing/clinical-steps';
import { PatientClinic } from '../testing/patient-clinic';

interface Payload { readonly plan: { readonly id: string; readonly version: number; readonly state: string } | null; readonly errors: readonly Record<string, unknown>[] }

const REFUSALS = '... on RedFlagsUnansweredError { questions { key } } ... on CandidacyNeededError { procedure }';

describe('what a plan rests on', () => {
  let clinic: PatientClinic;
  let patientId: Id<'Patient'>;
  let episodeId: string;
  const terms = {
    diagnosisCodes: ['M54.2'], goals: ['Turn the head to drive'], interventions: ['Dry needling', 'Exercise'], serviceTypeCodes: ['DRY_NEEDLING'], companionIntervention: 'Exercise',
    visitsPlanned: 12, visitsPerWeek: 2, weeks: 6, startsOn: '2026-03-09', requiresCertification: true,
  };

  beforeAll(async () => { clinic = await PatientClinic.open(); });
  afterAll(() => clinic.close());
  beforeEach(async () => {
    clinic.now = new Date('2026-03-09T15:00:00Z');
    patientId = await clinic.register();
    const { data } = await clinic.ask<{ openEpisode: { episode: { id: string } } }>('mutation ($input: OpenEpisodeInput!) { openEpisode(input: $input) { episode { id } } }',
      { input: { idempotencyKey: randomUUID(), patientId, discipline: 'PHYSICAL_THERAPY', reason: 'neck pain', startedOn: '2026-03-09' } });
    episodeId = data.openEpisode.episode.id;
  });

  async function mutate(name: 'acceptTreatmentPlan' | 'reviseTreatmentPlan' | 'proposeTreatmentPlan', input: object): Promise<Payload> {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const { data } = await clinic.ask<Record<string, Payload>>(`mutation ($input: ${type}!) { ${name}(input: $input) { plan { id version state } errors { __typename ... on UserError { message } ${name === 'proposeTreatmentPlan' ? '' : REFUSALS} } } }`,
      { input: { idempotencyKey: randomUUID(), ...input } }, practitioner(clinic));
    return data[name] as Payload;
  }
  const propose = async (otherwise: object = {}) => (await mutate('proposeTreatmentPlan', { episodeId, plan: { ...terms, ...otherwise } })).plan as NonNullable<Payload['plan']>;
  /** How many rows there are, the audit trail's aside: refusals are in it too. */
  const stored = async () => ({ ...await clinic.rowCounts(), audit_event: 0 });

  it('starts no plan before red flags were asked, and names the questions', async () => {
    await screen(clinic, patientId);
    await judgeNeedling(clinic, patientId);
    const plan = await propose();
    const accept = (version = 1) => mutate('acceptTreatmentPlan', { planId: plan.id, version });
    const before = await stored();
    expect(await accept()).toMatchObject({ plan: null, errors: [{ __typename: 'RedFlagsUnansweredError', message: expect.stringContaining('saddle-numbness'), questions: clearAnswers('RED_FLAGS').map(({ question }) => ({ key: question })) }] });
    expect(await stored()).toEqual(before);
    await screenRedFlags(clinic, patientId, { fever: 'yes' });
    expect(await accept()).toMatchObject({ errors: [{ __typename: 'RedFlagOpenError' }] });
    await screenRedFlags(clinic, patientId);
    clinic.now = new Date('2026-06-08T15:00:00Z');
    expect(await accept()).toMatchObject({ errors: [{ __typename: 'RedFlagsUnansweredError' }] });
    clinic.now = new Date('2026-06-06T15:00:00Z');
    expect(await accept()).toMatchObject({ plan: { state: 'ACCEPTED' }, errors: [] });
  });

  it('starts no plan of a procedure of which nobody signed that it is suitable', async () => {
    await screenRedFlags(clinic, patientId);
    await screen(clinic, patientId);
    const byHand = await propose({ serviceTypeCodes: ['MANUAL_THERAPY'] });
    const plan = await propose();
    const accept = () => mutate('acceptTreatmentPlan', { planId: plan.id, version: 1 });
    expect(await accept()).toMatchObject({ plan: null, errors: [{ __typename: 'CandidacyNeededError', procedure: 'NEEDLING' }] });
    await judgeNeedling(clinic, patientId, { verdict: 'NOT_SUITABLE', alternative: 'Manual therapy' });
    expect(await accept()).toMatchObject({ plan: null, errors: [{ __typename: 'CandidacyNeededError' }] });
    expect(await mutate('acceptTreatmentPlan', { planId: byHand.id, version: 1 })).toMatchObject({ plan: { state: 'ACCEPTED' }, errors: [] });
    expect(await mutate('reviseTreatmentPlan', { planId: byHand.id, version: 2, plan: terms })).toMatchObject({ plan: null, errors: [{ __typename: 'CandidacyNeededError' }] });
    await judgeNeedling(clinic, patientId);
    expect(await mutate('reviseTreatmentPlan', { planId: byHand.id, version: 2, plan: terms })).toMatchObject({ plan: { state: 'ACCEPTED' }, errors: [] });
  });
});
