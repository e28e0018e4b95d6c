import { addDays, type CalendarDay, type Id } from '@spindle/kernel';
import type { CareDiscipline } from '../episodes/episode';
import type { ScreeningQuestion } from '../screenings/question-set';
import { acceptPlan, checkTerms, closePlan, declinePlan, groundsFlaw, replacePlan, type PlanGrounds, type PlanSetting, type PlanTerms, type TreatmentPlan, type TreatmentPlanState } from './plan';

const TODAY = '2026-03-09' as CalendarDay;
const on = (offset: number): CalendarDay => addDays(TODAY, offset);
const NOW = new Date('2026-03-09T15:00:00Z');
const SENTENCE = expect.stringMatching(/^[A-Z].*\.$/);
const flawed = (field: string) => ({ ok: false, error: { kind: 'InvalidInputError', field, message: SENTENCE } });

const TERMS: PlanTerms = {
  diagnosisCodes: ['M54.2'], goals: ['Sit for an hour'], interventions: ['Exercise'], serviceTypeCodes: ['FOLLOW_UP'], companionIntervention: null, companionReason: null,
  visitsPlanned: 12, visitsPerWeek: 2, weeks: 6, startsOn: TODAY, requiresCertification: false,
};
const SETTING: PlanSetting = { discipline: 'PHYSICAL_THERAPY', needlingServices: new Set(['DRY_NEEDLING']), today: TODAY };
const check = (terms: Partial<PlanTerms> = {}, setting: Partial<PlanSetting> = {}) => checkTerms({ ...TERMS, ...terms }, { ...SETTING, ...setting });
const times = (count: number, text = 'text') => Array.from({ length: count }, (_, index) => `${text}${index}`);

describe('the terms of a plan', () => {
  it('are kept tidy: codes in capitals, nothing around the words', () => {
    const untidy = { diagnosisCodes: [' m54.2 '], goals: [' Sit for an hour '], interventions: [' Exercise '], companionIntervention: ' Stretching ', companionReason: '  ' };
    expect(check(untidy)).toEqual({ ok: true, value: { ...TERMS, companionIntervention: 'Stretching' } });
  });

  it.each<[string, Partial<PlanTerms>]>([
    ['plan.diagnosisCodes', { diagnosisCodes: [] }], ['plan.diagnosisCodes', { diagnosisCodes: times(13, 'M54.') }], ['plan.diagnosisCodes[0]', { diagnosisCodes: ['M5'] }], ['plan.diagnosisCodes[1]', { diagnosisCodes: ['M54.2', 'M54.20000'] }],
    ['plan.diagnosisCodes', { diagnosisCodes: ['M54.2', 'm54.2 '] }],
    ['plan.goals', { goals: [] }], ['plan.goals', { goals: times(11) }], ['plan.goals[0]', { goals: [' '] }], ['plan.goals[0]', { goals: ['x'.repeat(501)] }],
    ['plan.interventions', { interventions: [] }], ['plan.interventions', { interventions: times(21) }], ['plan.interventions[0]', { interventions: [''] }], ['plan.interventions[0]', { interventions: ['x'.repeat(201)] }],
    ['plan.serviceTypeCodes', { serviceTypeCodes: [] }], ['plan.serviceTypeCodes', { serviceTypeCodes: times(11) }], ['plan.serviceTypeCodes[0]', { serviceTypeCodes: [''] }], ['plan.serviceTypeCodes[0]', { serviceTypeCodes: ['x'.repeat(51)] }],
    ['plan.visitsPlanned', { visitsPlanned: 0 }], ['plan.visitsPlanned', { visitsPlanned: 201, visitsPerWeek: 7, weeks: 52 }], ['plan.visitsPlanned', { visitsPlanned: 1.5 }], ['plan.visitsPlanned', { visitsPlanned: 13 }],
    ['plan.visitsPerWeek', { visitsPerWeek: 0 }], ['plan.visitsPerWeek', { visitsPerWeek: 8 }], ['plan.weeks', { weeks: 0 }], ['plan.weeks', { weeks: 53 }],
    ['plan.startsOn', { startsOn: on(-31) }],
    ['plan.companionIntervention', { companionIntervention: 'x'.repeat(201) }], ['plan.companionReason', { companionReason: 'x'.repeat(501) }],
  ])('are refused for what cannot be in %s (%j)', (field, terms) => { expect(check(terms)).toEqual(flawed(field)); });

  it.each<[string, Partial<PlanTerms>]>([
    ['as many as there may be', { diagnosisCodes: times(12, 'M54.'), goals: times(10), interventions: times(20), serviceTypeCodes: times(10), visitsPlanned: 200, visitsPerWeek: 7, weeks: 52 }],
    ['as few as there may be', { visitsPlanned: 1, visitsPerWeek: 1, weeks: 1 }],
    ['as short as may be', { diagnosisCodes: ['M54'], goals: ['x'], interventions: ['x'], serviceTypeCodes: ['x'] }],
    ['as long as may be', { diagnosisCodes: ['M54.2000'], goals: ['x'.repeat(500)], interventions: ['x'.repeat(200)], serviceTypeCodes: ['x'.repeat(50)], companionIntervention: 'x'.repeat(200), companionReason: 'x'.repeat(500) }],
    ['begun thirty days ago', { startsOn: on(-30) }], ['begun in the future', { startsOn: on(60) }],
  ])('are taken %s', (_what, terms) => { expect(check(terms).ok).toBe(true); });

  it.each<[CareDiscipline, string, boolean]>([
    ['DRY_NEEDLING', 'FOLLOW_UP', true], ['DRY_NEEDLING', 'DRY_NEEDLING', true], ['PHYSICAL_THERAPY', 'DRY_NEEDLING', true], ['CHIROPRACTIC', 'DRY_NEEDLING', true],
    ['PHYSICAL_THERAPY', 'FOLLOW_UP', false], ['CHIROPRACTIC', 'FOLLOW_UP', false],
  ])('of %s with %s need something beside the needle, or a reason: %s', (discipline, service, isNeedling) => {
    const plan = (terms: Partial<PlanTerms>) => check({ serviceTypeCodes: ['OTHER', service], ...terms }, { discipline });
    const bare = isNeedling ? { ok: false, error: { kind: 'CompanionInterventionNeededError', message: SENTENCE } } : expect.objectContaining({ ok: true });
    expect([plan({}), plan({ companionIntervention: ' ', companionReason: ' ' })]).toEqual([bare, bare]);
    expect([plan({ companionIntervention: 'Stretching' }).ok, plan({ companionReason: 'Too sore yet.' }).ok]).toEqual([true, true]);
  });
});

const PROPOSED: TreatmentPlan = {
  goals: TERMS.goals, interventions: TERMS.interventions, serviceTypeCodes: TERMS.serviceTypeCodes, companionIntervention: null, companionReason: null, visitsPlanned: 12, visitsPerWeek: 2, weeks: 6, startsOn: on(-10), requiresCertification: false,
  id: 'p1' as Id<'TreatmentPlan'>, version: 1, patientId: 'x1' as Id<'Patient'>, episodeId: 'e1' as Id<'EpisodeOfCare'>, state: 'PROPOSED', proposedBy: 'd1' as Id<'Practitioner'>, proposedAt: NOW, decidedAt: null, estimateId: null, closedOn: null, replacesId: null,
};
const SOUND: PlanGrounds = { hasOpenRedFlag: false, unansweredRedFlags: [], unsignedProcedure: null };
const FEVER: ScreeningQuestion = { key: 'fever', text: 'Do you have a fever?', options: [], everyVisit: false, advice: 'Refer out.' };
const TRAUMA: ScreeningQuestion = { ...FEVER, key: 'trauma' };
const ESTIMATE = 'est1' as Id<'Estimate'>;

describe('the grounds of a plan', () => {
  it('name the gravest first: a red flag, then questions that nobody asked, then a signature that is missing', () => {
    for (const hasOpenRedFlag of [false, true]) for (const unansweredRedFlags of [[], [FEVER, TRAUMA]]) for (const unsignedProcedure of [null, 'NEEDLING'] as const) {
      const signature = unsignedProcedure && { kind: 'CandidacyNeededError', message: SENTENCE, procedure: 'NEEDLING' };
      const unasked = unansweredRedFlags.length > 0 ? { kind: 'RedFlagsUnansweredError', message: expect.stringContaining('fever, trauma'), questions: [FEVER, TRAUMA] } : signature;
      expect(groundsFlaw({ hasOpenRedFlag, unansweredRedFlags, unsignedProcedure })).toEqual(hasOpenRedFlag ? { kind: 'RedFlagOpenError', message: SENTENCE } : unasked);
    }
  });

  it('keep a plan from being accepted', () => {
    expect(acceptPlan(PROPOSED, { ...SOUND, hasOpenRedFlag: true }, { estimateId: ESTIMATE, now: NOW })).toMatchObject({ ok: false, error: { kind: 'RedFlagOpenError' } });
  });
});

describe('a plan', () => {
  const STATES: readonly TreatmentPlanState[] = ['PROPOSED', 'ACCEPTED', 'DECLINED', 'REPLACED', 'CLOSED'];
  const STEPS = {
    'is accepted': { from: 'PROPOSED', run: (plan: TreatmentPlan) => acceptPlan(plan, SOUND, { estimateId: ESTIMATE, now: NOW }), becomes: { state: 'ACCEPTED', decidedAt: NOW, estimateId: ESTIMATE } },
    'is declined': { from: 'PROPOSED', run: (plan: TreatmentPlan) => declinePlan(plan, NOW), becomes: { state: 'DECLINED', decidedAt: NOW } },
    'is replaced by a revision': { from: 'ACCEPTED', run: (plan: TreatmentPlan) => replacePlan(plan, TODAY), becomes: { state: 'REPLACED', closedOn: TODAY } },
    'is closed': { from: 'ACCEPTED', run: (plan: TreatmentPlan) => closePlan(plan, TODAY, TODAY), becomes: { state: 'CLOSED', closedOn: TODAY } },
  } as const;

  it.each(Object.entries(STEPS).flatMap(([what, step]) => STATES.map((state) => [what, state, step] as const)))('%s only from where it may be: %s', (_what, state, { from, run, becomes }) => {
    const plan = { ...PROPOSED, state };
    expect(run(plan)).toEqual(state === from ? { ok: true, value: { ...plan, ...becomes } } : { ok: false, error: { kind: 'TreatmentPlanStateError', message: SENTENCE, state } });
  });

  it.each([[-11, false], [-10, true], [0, true], [1, false]])('that began ten days ago is closed for the day %s from today: %s', (offset, isTaken) => {
    expect(closePlan({ ...PROPOSED, state: 'ACCEPTED' }, on(offset), TODAY)).toEqual(isTaken ? expect.objectContaining({ ok: true }) : flawed('closedOn'));
  });
});
