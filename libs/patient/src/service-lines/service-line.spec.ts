import type { Id } from '@spindle/kernel';
import { PROCEDURES } from './procedure';
import { checkLine, refuseAssistantNeedling, standingLines, type ServiceLine, type ServiceLineEntry, type ServiceLineSetting } from './service-line';

const SENTENCE = expect.stringMatching(/^[A-Z].*\.$/);
const SOURCE = expect.stringMatching(/\w/);
const NEEDLED: ServiceLineSetting = { needledMuscles: new Set(['infraspinatus']), isNeedledToday: true };
const NOT_NEEDLED: ServiceLineSetting = { needledMuscles: new Set(), isNeedledToday: false };
const entry = (otherwise: Partial<ServiceLineEntry> = {}): ServiceLineEntry => ({ code: '97110', minutesByClinician: 15, minutesByAssistant: 0, muscleKeys: [], ...otherwise });
const notAllowed = (rule: string) => ({ ok: false, error: { kind: 'ServiceLineNotAllowedError', rule, message: SENTENCE, source: SOURCE } });
const flawed = (field: string) => ({ ok: false, error: { kind: 'InvalidInputError', field, message: SENTENCE } });

describe('a line of what was done', () => {
  it.each(['20560', '20561'])('is never typed for needling: %s follows from the record', (code) => {
    for (const setting of [NEEDLED, NOT_NEEDLED]) expect(checkLine(entry({ code }), setting)).toEqual(notAllowed('NEEDLING_FOLLOWS_FROM_RECORD'));
  });

  it.each(['97810', '97811', '97813', '97814'])('of acupuncture never stands beside needling on one day, whichever muscle: %s', (code) => {
    expect(checkLine(entry({ code }), { ...NEEDLED, needledMuscles: new Set() })).toEqual(notAllowed('NEEDLING_WITH_ACUPUNCTURE'));
    expect(checkLine(entry({ code }), NOT_NEEDLED).ok).toBe(true);
  });

  it.each(['20552', '20553'])('of an injection stands beside needling of other muscles only, and names its own: %s', (code) => {
    expect(checkLine(entry({ code, muscleKeys: ['soleus', 'infraspinatus'] }), NEEDLED)).toEqual(notAllowed('NEEDLING_WITH_INJECTION'));
    expect(checkLine(entry({ code, muscleKeys: ['soleus'] }), NEEDLED).ok).toBe(true);
    expect(checkLine(entry({ code, muscleKeys: ['infraspinatus'] }), NOT_NEEDLED).ok).toBe(true);
    expect(checkLine(entry({ code }), NEEDLED)).toEqual(flawed('muscleKeys'));
  });

  it('may be of every other code beside needling, and names no muscles', () => {
    const others = PROCEDURES.filter(({ code }) => !/^(2056|2055|9781)/.test(code));
    expect(others.map(({ code }) => checkLine(entry({ code }), NEEDLED).ok)).toEqual(others.map(() => true));
    expect(others.length).toBe(19);
  });

  it('keeps the code as it is written in the list, and refuses one that is not in it', () => {
    expect(checkLine(entry({ code: ' g0283 ' }), NOT_NEEDLED)).toEqual({ ok: true, value: entry({ code: 'G0283' }) });
    expect(checkLine(entry({ code: '99999' }), NOT_NEEDLED)).toEqual({ ok: false, error: { kind: 'ProcedureUnknownError', message: SENTENCE, code: '99999' } });
  });

  it.each(['minutesByClinician', 'minutesByAssistant'] as const)('takes whole minutes up to eight hours as %s', (field) => {
    for (const minutes of [-1, 481, 7.5, Number.NaN]) expect(checkLine(entry({ [field]: minutes }), NOT_NEEDLED)).toEqual(flawed(field));
    for (const minutes of [1, 480]) expect(checkLine(entry({ minutesByClinician: 0, [field]: minutes }), NOT_NEEDLED).ok).toBe(true);
  });

  it('has minutes where its code is timed, by whomever, and may have none where it is not', () => {
    const none = { minutesByClinician: 0, minutesByAssistant: 0 };
    for (const { code, isTimed } of PROCEDURES.filter((each) => /^9[78]/.test(each.code))) expect(checkLine(entry({ code, ...none }), NOT_NEEDLED)).toEqual(isTimed ? flawed('minutesByClinician') : expect.objectContaining({ ok: true }));
    expect(checkLine(entry({ minutesByClinician: 8, minutesByAssistant: 8 }), NOT_NEEDLED).ok).toBe(true);
  });
});

describe('needling', () => {
  it('is not left to an assistant', () => {
    expect(refuseAssistantNeedling(true)).toEqual({ kind: 'ServiceLineNotAllowedError', rule: 'ASSISTANT_MAY_NOT_NEEDLE', message: SENTENCE, source: expect.stringContaining('4 CCR 732-1') });
    expect(refuseAssistantNeedling(false)).toBeNull();
  });
});

describe('the lines that count', () => {
  const line = (id: string, otherwise: Partial<ServiceLine> = {}): ServiceLine => ({ ...entry(), id: id as Id<'ServiceLine'>, encounterId: 'e', patientId: 'p', recordedAt: new Date(0), correctsId: null, isWithdrawn: false, ...otherwise });

  it('are the last corrections, and nothing that was withdrawn', () => {
    const lines = [line('a'), line('b', { correctsId: 'a' }), line('c', { correctsId: 'b' }), line('d'), line('e', { correctsId: 'd', isWithdrawn: true }), line('f')];
    expect(standingLines(lines).map(({ id }) => id)).toEqual(['c', 'f']);
  });
});
