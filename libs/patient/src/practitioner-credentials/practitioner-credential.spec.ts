import type { CalendarDay } from '@spindle/kernel';
import { holdsAllOn, holdsOn, isAssistantOn, type PractitionerCredential } from './practitioner-credential';

const day = (text: string): CalendarDay => text as CalendarDay;
const credential = (kind: string, [from, through]: readonly [string, string | null] = ['2026-01-01', '2026-12-31']): PractitionerCredential => ({ credentialId: `c-${kind}`, practitionerId: 'd1', kind, validFrom: day(from), validThrough: through === null ? null : day(through) });

describe('a practitioner\'s credential', () => {
  it.each([['2025-12-31', false], ['2026-01-01', true], ['2026-06-30', true], ['2026-12-31', true], ['2027-01-01', false]])('that holds through 2026 is held on %s: %s', (on, isHeld) => {
    expect(holdsOn([credential('LICENSE')], 'LICENSE', day(on))).toBe(isHeld);
  });

  it('without an end is held from its first day on', () => {
    const open = [credential('LICENSE', ['2026-01-01', null])];
    expect([holdsOn(open, 'LICENSE', day('2025-12-31')), holdsOn(open, 'LICENSE', day('2099-01-01'))]).toEqual([false, true]);
  });

  it('counts for its own kind, and one of several is enough', () => {
    const both = [credential('LICENSE', ['2020-01-01', '2020-12-31']), credential('DRY_NEEDLING'), credential('LICENSE')];
    expect([holdsOn(both, 'LICENSE', day('2026-03-09')), holdsOn(both, 'DRY_NEEDLING', day('2026-03-09')), holdsOn(both, 'ACUPUNCTURE', day('2026-03-09'))]).toEqual([true, true, false]);
  });

  it('is wanted beside every other one that is, on the same day', () => {
    const both = [credential('LICENSE'), credential('DRY_NEEDLING', ['2026-02-01', '2026-02-28'])];
    const holds = (...kinds: string[]) => ['2026-02-15', '2026-03-01'].map((on) => holdsAllOn(both, kinds, day(on)));
    expect([holds('LICENSE'), holds('LICENSE', 'DRY_NEEDLING'), holds('LICENSE', 'ACUPUNCTURE'), holds()]).toEqual([[true, true], [true, false], [false, false], [true, true]]);
  });

  it('is not known where nothing was ever told of the practitioner', () => { expect([holdsOn([], 'LICENSE', day('2026-03-09')), holdsAllOn([], ['LICENSE'], day('2026-03-09'))]).toEqual([null, null]); });
});

describe('an assistant', () => {
  it.each([
    ['holds an assistant\'s licence alone', [credential('ASSISTANT_LICENSE')], true],
    ['has become a therapist', [credential('ASSISTANT_LICENSE'), credential('LICENSE')], false],
    ['is a therapist whose own licence has ended', [credential('ASSISTANT_LICENSE'), credential('LICENSE', ['2020-01-01', '2020-12-31'])], true],
    ['is a therapist', [credential('LICENSE')], false],
    ['has an assistant\'s licence that has ended', [credential('ASSISTANT_LICENSE', ['2020-01-01', '2020-12-31'])], false],
    ['is nobody of whom anything was told', [], false],
  ])('is who %s', (_what, credentials, isAssistant) => { expect(isAssistantOn(credentials, day('2026-03-09'))).toBe(isAssistant); });
});

it.each<[string, string[], string[], boolean | null]>([
  ['both that are asked for', ['LICENSE', 'MANUAL_THERAPY'], ['LICENSE', 'MANUAL_THERAPY'], true],
  ['one of the two', ['LICENSE'], ['LICENSE', 'MANUAL_THERAPY'], false],
  ['what nobody told of', [], ['LICENSE'], null],
])('of somebody who holds %s it is told whether they hold all', (_name, held, asked, expected) => {
  expect(holdsAllOn(held.map((kind) => credential(kind)), asked, day('2026-03-09'))).toBe(expected);
});
