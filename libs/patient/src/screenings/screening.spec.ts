import type { CalendarDay, Id } from '@spindle/kernel';
import { loadCatalogue } from '../catalogue';
import { clearAnswers } from '../testing/clinical-steps';
import type { QuestionSet, QuestionSetKey } from './question-set';
import { answerableUntil, answerQuestions, decide, refuseLateAnswers, screeningOn, type Answered, type AskedVisit, type Screening } from './screening';

const { questionSets } = loadCatalogue({ clinicFolder: null });
const day = (text: string) => text as CalendarDay;
const TODAY = day('2026-03-09');

function set(key: QuestionSetKey = 'NEEDLING'): QuestionSet {
  const found = questionSets.on(key, TODAY);
  if (!found) throw new Error('There are no such questions.');
  return found;
}

const answer = (otherwise: Record<string, string> = {}, { key = 'NEEDLING', on = TODAY, previous = null, only = null }: { key?: QuestionSetKey; on?: CalendarDay; previous?: Screening | null; only?: readonly string[] | null } = {}) =>
  answerQuestions(set(key), { given: clearAnswers(key, otherwise).filter(({ question }) => only === null || only.includes(question)), previous, day: on });

function screened(answered: ReturnType<typeof answer>, answeredOn = TODAY): Screening {
  if (!answered.ok) throw new Error(answered.error.message);
  return { ...(answered.value satisfies Answered), id: 's' as Id<'Screening'>, patientId: 'p' as Id<'Patient'>, encounterId: null, questionSet: 'NEEDLING', questionSetVersion: 1, answeredOn, answeredAt: new Date(`${answeredOn}T15:00:00Z`), recordedBy: 'x' as Id<'Person'> };
}

const SENTENCE = expect.stringMatching(/^\S.*\.$/);
const override = (screening: Screening): Screening => {
  const decided = decide(screening, { decision: 'OVERRIDDEN', reason: 'Seen by the doctor', practitionerId: 'd' as Id<'Practitioner'>, decidedAt: new Date() });
  if (!decided.ok) throw new Error(decided.error.message);
  return decided.value;
};

describe('what answers mean', () => {
  it.each([
    ['NEEDLING', 'willing', 'no', 'STOP'], ['NEEDLING', 'willing', 'unable', 'STOP'], ['NEEDLING', 'local-infection', 'yes', 'STOP'], ['NEEDLING', 'lymphoedema', 'yes', 'STOP'], ['NEEDLING', 'bleeding', 'yes', 'STOP'],
    ['NEEDLING', 'anticoagulant', 'yes', 'CAUTION'], ['NEEDLING', 'pregnancy', 'first-trimester', 'CAUTION'], ['NEEDLING', 'pregnancy', 'second-trimester', 'CAUTION'], ['NEEDLING', 'pregnancy', 'third-trimester', 'CAUTION'],
    ['NEEDLING', 'immune', 'yes', 'CAUTION'], ['NEEDLING', 'diabetes', 'yes', 'CAUTION'], ['NEEDLING', 'epilepsy', 'yes', 'CAUTION'], ['NEEDLING', 'implant', 'yes', 'CAUTION'], ['NEEDLING', 'recent-surgery', 'yes', 'CAUTION'],
    ['NEEDLING', 'cancer', 'yes', 'CAUTION'], ['NEEDLING', 'metal-allergy', 'yes', 'CAUTION'], ['NEEDLING', 'fainting', 'yes', 'CAUTION'], ['NEEDLING', 'lung', 'yes', 'CAUTION'],
    ['SPINAL_ADJUSTMENT', 'fracture', 'yes', 'STOP'], ['SPINAL_ADJUSTMENT', 'neck-artery', 'yes', 'STOP'], ['SPINAL_ADJUSTMENT', 'bone-loss', 'yes', 'CAUTION'],
    ['RED_FLAGS', 'saddle-numbness', 'yes', 'REFER_OUT'], ['RED_FLAGS', 'progressive-deficit', 'yes', 'REFER_OUT'], ['RED_FLAGS', 'night-pain-weight-loss', 'yes', 'REFER_OUT'], ['RED_FLAGS', 'fever', 'yes', 'REFER_OUT'], ['RED_FLAGS', 'trauma', 'yes', 'REFER_OUT'],
  ] as const)('%s: %s answered %s is %s', (key, question, option, outcome) => {
    expect(answer({ [question]: option }, { key })).toMatchObject({ ok: true, value: { outcome, findings: [{ question, option, effect: outcome }] } });
  });

  it('are clear when nothing is found, and the gravest counts', () => {
    expect(answer()).toMatchObject({ value: { outcome: 'CLEAR', findings: [] } });
    expect(answer({ anticoagulant: 'yes', lymphoedema: 'yes' })).toMatchObject({ value: { outcome: 'STOP', findings: [{ effect: 'STOP' }, { effect: 'CAUTION' }] } });
  });

  it('are refused for a question or an answer that is none, twice, or when one is missing', () => {
    expect(answer({ shoesize: 'yes' })).toMatchObject({ error: { kind: 'UnknownQuestionError', message: SENTENCE, question: 'shoesize' } });
    expect(answer({ pregnancy: 'maybe' })).toMatchObject({ error: { kind: 'UnknownAnswerError', message: expect.stringMatching(/takes one of: no, first-trimester, /), question: 'pregnancy', options: expect.arrayContaining(['first-trimester']) } });
    expect(answer({}, { only: ['willing'] })).toMatchObject({ error: { kind: 'QuestionsUnansweredError', message: expect.stringMatching(/: \S+, \S+/), questions: expect.arrayContaining(['bleeding', 'lung']) } });
    expect(answerQuestions(set(), { given: [...clearAnswers('NEEDLING'), { question: 'lung', option: 'yes' }], previous: null, day: TODAY })).toEqual({ ok: false, error: { kind: 'UnknownAnswerError', message: expect.stringContaining('lung is answered twice'), question: 'lung', options: [] } });
    expect(answer({}, { only: [] })).toMatchObject({ error: { questions: set().questions.map(({ key }) => key) } });
  });

  it('are not confirmed by a clinician, and say so', () => { expect(questionSets.all.map(({ confirmedBy }) => confirmedBy)).toEqual(questionSets.all.map(() => null)); });
});

describe('a screening on later days', () => {
  const first = screened(answer({ anticoagulant: 'yes' }));

  it.each([
    ['the same day', '2026-03-09', 'CURRENT', []],
    ['the next day', '2026-03-10', 'ASK_AGAIN', ['bleeding', 'pregnancy']],
    ['its last day', '2026-09-04', 'ASK_AGAIN', ['bleeding', 'pregnancy']],
    ['the day after its last', '2026-09-05', 'EXPIRED', expect.arrayContaining(['willing', 'lung', 'bleeding'])],
  ])('on %s (%s) is %s', (_what, on, state, questions) => {
    const status = screeningOn(set(), first, day(on));
    expect([status.state, status.questions.map(({ key }) => key)]).toEqual([state, questions]);
    expect(status.findings.map(({ question }) => question)).toEqual(['anticoagulant']);
  });

  it('was never asked where there is none', () => { expect(screeningOn(set(), null, TODAY)).toMatchObject({ state: 'NOT_ASKED', findings: [] }); });

  it('needs only bleeding and pregnancy again at the next visit, and keeps what was found before', () => {
    const second = answer({ pregnancy: 'second-trimester' }, { on: day('2026-03-12'), previous: first, only: ['bleeding', 'pregnancy'] });
    expect(second).toMatchObject({ ok: true, value: { outcome: 'CAUTION', findings: [{ question: 'pregnancy' }, { question: 'anticoagulant' }] } });
    expect(answer({}, { on: day('2026-03-12'), previous: first, only: ['bleeding'] })).toMatchObject({ error: { questions: ['pregnancy'] } });
  });

  it('does not count answers given later, or to what is not asked or answered so any more', () => {
    expect(screeningOn(set(), first, day('2026-03-08')).state).toBe('EXPIRED');
    const { questions } = set();
    const reworded = { ...set(), questions: questions.map((question) => (question.key === 'lung' ? { ...question, options: question.options.filter(({ key }) => key === 'yes') } : question)) };
    expect(screeningOn(reworded, first, TODAY)).toMatchObject({ state: 'EXPIRED', questions: [{ key: 'lung' }] });
    const shorter = { ...set(), questions: questions.filter(({ key }) => key !== 'lung') };
    expect(screeningOn(shorter, first, TODAY).state).toBe('CURRENT');
    expect(answerQuestions(shorter, { given: [], previous: first, day: TODAY })).toMatchObject({ ok: true, value: { outcome: 'CAUTION', answers: shorter.questions.map(({ key }) => ({ question: key })) } });
  });

  it('does not keep an answer alive by carrying it', () => {
    const second = screened(answer({}, { on: day('2026-08-01'), previous: first, only: ['bleeding', 'pregnancy'] }), day('2026-08-01'));
    expect(screeningOn(set(), second, day('2026-09-05')).state).toBe('EXPIRED');
  });
});

describe('a screening that stops treatment', () => {
  const stopped = screened(answer({ lymphoedema: 'yes' }));

  it('lets it begin only once a practitioner has overridden it', () => {
    expect(screeningOn(set(), stopped, TODAY).state).toBe('STOPPED');
    expect(screeningOn(set(), override(stopped), TODAY).state).toBe('CURRENT');
    expect(screeningOn(set(), { ...override(stopped), decision: { decision: 'REFUSED', reason: 'No', practitionerId: 'd' as Id<'Practitioner'>, decidedAt: new Date() } }, TODAY).state).toBe('STOPPED');
  });

  it('asks to refer out, until a practitioner has overridden it, where a sign of something serious was found', () => {
    const serious = screened(answer({ fever: 'yes' }, { key: 'RED_FLAGS' }));
    expect([serious, override(serious)].map((each) => screeningOn(set('RED_FLAGS'), each, TODAY).state)).toEqual(['REFERRED_OUT', 'CURRENT']);
  });

  it('stays overridden when a mere caution beside it is answered anew', () => {
    const both = override(screened(answer({ lymphoedema: 'yes', lung: 'yes' })));
    expect(answer({ lung: 'yes' }, { on: day('2026-03-12'), previous: both, only: ['bleeding', 'pregnancy', 'lung'] })).toMatchObject({ value: { outcome: 'STOP', decision: { decision: 'OVERRIDDEN' } } });
    expect(answer({}, { on: day('2026-03-12'), previous: both, only: ['bleeding', 'pregnancy', 'lymphoedema', 'lung'] })).toMatchObject({ value: { outcome: 'CLEAR', decision: null } });
  });

  it('is decided once, in words as many as may be', () => {
    const decision = { decision: 'REFUSED' as const, reason: ` ${'x'.repeat(1_000)} `, practitionerId: 'd' as Id<'Practitioner'>, decidedAt: new Date(0) };
    expect(decide(stopped, decision)).toEqual({ ok: true, value: { ...stopped, decision: { ...decision, reason: decision.reason.trim() } } });
    expect(decide(override(stopped), decision)).toEqual({ ok: false, error: { kind: 'NothingToDecideError', message: SENTENCE } });
  });

  it('stays overridden at the next visit while the same old answer stops it, and not when it is answered anew', () => {
    const next = { on: day('2026-03-12'), previous: override(stopped) };
    expect(answer({}, { ...next, only: ['bleeding', 'pregnancy'] })).toMatchObject({ value: { outcome: 'STOP', decision: { decision: 'OVERRIDDEN' } } });
    expect(answer({ bleeding: 'yes' }, { ...next, only: ['bleeding', 'pregnancy'] })).toMatchObject({ value: { outcome: 'STOP', decision: null } });
    expect(answer({ lymphoedema: 'yes' }, next)).toMatchObject({ value: { outcome: 'STOP', decision: null } });
  });

  it.each([
    ['by nobody who is a practitioner', { practitionerId: null }, 'PractitionerRequiredError'],
    ['without a reason', { reason: '  ' }, 'ReasonRequiredError'],
    ['with a novel', { reason: 'x'.repeat(1_001) }, 'ReasonRequiredError'],
  ])('is not decided %s', (_what, otherwise, kind) => {
    const decision = { decision: 'OVERRIDDEN' as const, reason: 'Seen', practitionerId: 'd' as Id<'Practitioner'>, decidedAt: new Date(), ...otherwise };
    expect(decide(stopped, decision)).toEqual({ ok: false, error: { kind, message: SENTENCE } });
  });

  it('is nothing to decide when it stops nothing', () => {
    expect(decide(screened(answer({ lung: 'yes' })), { decision: 'OVERRIDDEN', reason: 'Seen', practitionerId: 'd' as Id<'Practitioner'>, decidedAt: new Date() })).toMatchObject({ error: { kind: 'NothingToDecideError', message: SENTENCE } });
  });
});

describe('the questions before a treatment', () => {
  const at = (minute: number): Date => new Date(Date.UTC(2026, 2, 9, 15, minute));
  const visit = (otherwise: Partial<AskedVisit> = {}): AskedVisit => ({ status: 'IN_PROGRESS', needledAt: null, period: { end: null }, ...otherwise });

  it.each<[string, AskedVisit | null, RegExp | null]>([
    ['no visit', null, null], ['a visit that goes on', visit(), null], ['one that ends later', visit({ period: { end: at(31) } }), null],
    ['one that has just ended', visit({ period: { end: at(30) } }), /is over/], ['one that is finished', visit({ status: 'FINISHED' }), /is over/], ['one that was cancelled', visit({ status: 'CANCELLED', period: { end: at(45) } }), /is over/],
    ['one whose needles are still to come', visit({ needledAt: at(31) }), null], ['one whose first needle was just written down', visit({ needledAt: at(30) }), /needles of this visit are written down/],
    ['one that was needled and is over', visit({ needledAt: at(10), status: 'FINISHED' }), /needles of this visit are written down/],
  ])('may be answered at half past three for %s', (_what, asked, refusal) => {
    expect(refuseLateAnswers(asked, at(30))).toEqual(refusal && { kind: 'AskedTooLateError', message: expect.stringMatching(refusal) });
  });

  it('count when they were answered before the first needle, else before the end', () => {
    expect([visit(), visit({ period: { end: at(45) } }), visit({ needledAt: at(10), period: { end: at(45) } })].map(answerableUntil)).toEqual([null, at(45), at(10)]);
  });
});
