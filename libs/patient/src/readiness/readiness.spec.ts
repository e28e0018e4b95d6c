import type { CalendarDay, Id } from '@spindle/kernel';
import type { Candidacy, CandidacyVerdict } from '../candidacies/candidacy';
import type { ConsentState, ConsentStatus } from '../consents/consent';
import type { ScreeningState, ScreeningStatus } from '../screenings/screening';
import { readinessOf } from './readiness';

const DAY = '2026-03-09' as CalendarDay;
const CAUTION = { question: 'anticoagulant', option: 'yes', effect: 'CAUTION', text: 'Do you take blood thinners?', advice: 'Press longer.' } as const;
const screened = (state: ScreeningState, confirmedBy: string | null = null): ScreeningStatus => ({
  state, screening: null, questions: [], findings: [],
  questionSet: { key: 'NEEDLING', version: 1, name: 'Before needling', procedures: ['NEEDLING'], serviceTypeCodes: [], answersHoldDays: 180, confirmedBy, sources: [], questions: [], validFrom: DAY, validThrough: null },
});
const consented = (state: ConsentState, confirmedBy: string | null = null): ConsentStatus => ({
  state, consent: null, form: { procedure: 'NEEDLING', version: 1, title: 'Needling', paragraphs: [], information: [], serviceTypeCodes: [], holdsDays: 365, adultAge: 18, confirmedBy, validFrom: DAY, validThrough: null },
});
const judged = (verdict: CandidacyVerdict): Candidacy => ({
  id: 'c1' as Id<'Candidacy'>, patientId: 'p1' as Id<'Patient'>, procedure: 'NEEDLING', verdict, precautions: null, alternative: null, practitionerId: 'd1' as Id<'Practitioner'>, signedAt: new Date(0), signedOn: DAY,
});
const ready = (screening: ScreeningStatus | null, consent: ConsentStatus | null, candidacy: Candidacy | null = null) => readinessOf({ procedure: 'NEEDLING', day: DAY, screening, consent, candidacy });

/** What the front desk reads, by what stands in the way. */
const SCREENING: readonly (readonly [ScreeningState | null, RegExp | null])[] = [
  [null, null], ['CURRENT', null], ['NOT_ASKED', /never asked/], ['EXPIRED', /expired: ask again/], ['ASK_AGAIN', /at every visit/], ['STOPPED', /stops the treatment/], ['REFERRED_OUT', /refer out/],
];
const CONSENT: readonly (readonly [ConsentState | null, RegExp | null])[] = [[null, null], ['VALID', null], ['NOT_SIGNED', /not signed/], ['EXPIRED', /expired: sign again/], ['WITHDRAWN', /withdrawn/]];
const CANDIDACY: readonly (readonly [CandidacyVerdict | null, RegExp | null])[] = [[null, null], ['SUITABLE', null], ['WITH_PRECAUTIONS', null], ['NOT_SUITABLE', /not suitable/]];

describe('what precedes a treatment', () => {
  it('is complete when the screening is passed, the consent valid and nobody found it not suitable; else it says what is missing: all combinations', () => {
    let combinations = 0;
    for (const [screening, unanswered] of SCREENING) for (const [consent, unsigned] of CONSENT) for (const [verdict, unsuitable] of CANDIDACY) {
      combinations += 1;
      const missing = [unanswered, unsigned, unsuitable].filter((each) => each !== null).map((words) => expect.stringMatching(words));
      const found = ready(screening && screened(screening), consent && consented(consent), verdict && judged(verdict));
      expect([found.ready, found.missing]).toEqual([missing.length === 0, missing]);
    }
    expect(combinations).toBe(140);
  });

  it('carries the cautions of the screening to every screen', () => {
    expect(ready({ ...screened('CURRENT'), findings: [CAUTION] }, null)).toMatchObject({ cautions: [CAUTION], hasCautions: true, ready: true });
    for (const none of [screened('CURRENT'), null]) expect(ready(none, null)).toMatchObject({ cautions: [], hasCautions: false });
  });

  it.each([
    [null, null, false], ['Dr. A', null, false], [null, 'Dr. A', false], ['Dr. A', 'Dr. B', true],
  ])('with questions confirmed by %s and the text by %s says that both are: %s', (questions, text, confirmed) => {
    expect(ready(screened('CURRENT', questions), consented('VALID', text)).confirmed).toBe(confirmed);
  });

  it('keeps whose treatment it is about', () => { expect(ready(null, null, judged('SUITABLE'))).toMatchObject({ procedure: 'NEEDLING', day: DAY, candidacy: { verdict: 'SUITABLE' } }); });
});
