import { OVERRIDE_REASON_LENGTH, passSigningGate, SIGNING_CHECKS, type SigningCheckKind, type SigningFacts } from './signing-gate';

/** All that holds for a treatment with needles. */
const SOUND: SigningFacts = {
  isNeedling: true, isScreeningCurrent: true, isConsentValid: true, musclesOutsideConsent: [], isCredentialValid: true, needlesIn: 6, needlesOut: 6, isLotRecorded: true, painBefore: 6, painAfter: 3,
};

/** For each check, what breaks it alone. */
const BREAKS: readonly (readonly [SigningCheckKind, Partial<SigningFacts>])[] = [
  ['SCREENING_CURRENT', { isScreeningCurrent: false }],
  ['CONSENT_VALID', { isConsentValid: false }],
  ['CREDENTIAL_VALID', { isCredentialValid: false }],
  ['NEEDLES_ACCOUNTED', { needlesOut: 5 }],
  ['LOT_RECORDED', { isLotRecorded: false }],
  ['PAIN_RECORDED', { painAfter: null }],
];

const subsets = <T>(items: readonly T[]): readonly (readonly T[])[] => items.reduce<readonly (readonly T[])[]>((sets, item) => [...sets, ...sets.map((set) => [...set, item])], [[]]);
const REASON = 'The needle was found in the bin.';

describe('the gate before signing', () => {
  it('knows a break for each of its checks', () => { expect(BREAKS.map(([check]) => check)).toEqual(SIGNING_CHECKS); });

  it('is passed exactly when everything holds or is passed over with a reason: all 4,096 combinations', () => {
    let combinations = 0;
    for (const broken of subsets(BREAKS)) {
      const facts = Object.assign({}, SOUND, ...broken.map(([, facts]) => facts)) as SigningFacts;
      const isBroken = (check: SigningCheckKind): boolean => broken.some(([each]) => each === check);
      const answers = subsets(SIGNING_CHECKS).map((overridden) => {
        combinations += 1;
        const answer = passSigningGate(facts, overridden.map((check) => ({ check, reason: REASON })));
        const failures = SIGNING_CHECKS.filter((check) => isBroken(check) && !overridden.includes(check));
        const passed = SIGNING_CHECKS.map((check) => ({ check, finding: isBroken(check) ? 'NOT_MET' : 'MET', overrideReason: isBroken(check) ? REASON : null }));
        return [answer.ok ? answer.value : answer.error.failures, failures.length > 0 ? failures : passed];
      });
      expect(answers.map(([answer]) => answer)).toEqual(answers.map(([, expected]) => expected));
    }
    expect(combinations).toBe(4_096);
  });

  it.each([
    ['more needles out than in', { needlesIn: 5, needlesOut: 6 }, 'NEEDLES_ACCOUNTED'],
    ['needling without a needle', { needlesIn: 0, needlesOut: 0 }, 'NEEDLES_ACCOUNTED'],
    ['pain not asked before', { painBefore: null }, 'PAIN_RECORDED'],
    ['credentials of which no copy has come', { isCredentialValid: null }, 'CREDENTIAL_VALID'],
  ] as const)('refuses %s', (_what, facts, check) => {
    expect(passSigningGate({ ...SOUND, ...facts }, [])).toMatchObject({ ok: false, error: { failures: [check] } });
  });

  it('says that a credential is not known, and not that it is missing', () => {
    expect(passSigningGate({ ...SOUND, isCredentialValid: null }, [{ check: 'CREDENTIAL_VALID', reason: REASON }])).toMatchObject({ ok: true, value: expect.arrayContaining([{ check: 'CREDENTIAL_VALID', finding: 'NOT_KNOWN', overrideReason: REASON }]) });
  });

  it('names the muscles that the consent was not given for, unless that is passed over', () => {
    const beyond = { ...SOUND, musclesOutsideConsent: ['infraspinatus'] };
    expect(passSigningGate(beyond, [])).toMatchObject({ ok: false, error: { failures: ['CONSENT_VALID'], musclesOutsideConsent: ['infraspinatus'] } });
    expect(passSigningGate(beyond, [{ check: 'CONSENT_VALID', reason: REASON }])).toMatchObject({ ok: true, value: expect.arrayContaining([{ check: 'CONSENT_VALID', finding: 'NOT_MET', overrideReason: REASON }]) });
    expect(passSigningGate({ ...beyond, isLotRecorded: false }, [{ check: 'CONSENT_VALID', reason: REASON }])).toMatchObject({ error: { failures: ['LOT_RECORDED'], musclesOutsideConsent: [] } });
  });

  it('says how to go on when it refuses', () => { expect(passSigningGate({ ...SOUND, isLotRecorded: false }, [])).toMatchObject({ error: { kind: 'SigningRefusedError', message: expect.stringContaining(`at least ${OVERRIDE_REASON_LENGTH} characters`) } }); });

  it('takes pain of nought for an answer', () => { expect(passSigningGate({ ...SOUND, painBefore: 0, painAfter: 0 }, [])).toMatchObject({ ok: true }); });

  it('wants a reason that says something', () => {
    const broken = { ...SOUND, isLotRecorded: false };
    const withReason = (reason: string) => passSigningGate(broken, [{ check: 'LOT_RECORDED', reason }]).ok;
    expect([withReason('x'.repeat(OVERRIDE_REASON_LENGTH - 1)), withReason(`  ${'x'.repeat(OVERRIDE_REASON_LENGTH - 1)}  `), withReason('x'.repeat(OVERRIDE_REASON_LENGTH))]).toEqual([false, false, true]);
  });

  it('asks nothing of needles where none were used, and the rest all the same', () => {
    const byHand = { ...SOUND, isNeedling: false, needlesIn: 0, needlesOut: 0, isLotRecorded: false, painBefore: null, painAfter: null };
    expect(passSigningGate(byHand, [])).toMatchObject({ ok: true });
    expect(passSigningGate({ ...byHand, isConsentValid: false, isScreeningCurrent: false }, [])).toMatchObject({ error: { failures: ['SCREENING_CURRENT', 'CONSENT_VALID'] } });
  });
});
