import { checkBreakGlass, checkReview } from './break-glass';

const body = { patientId: '0193a6f0-0000-7000-8000-0000000000f1', reasonCode: 'EMERGENCY_CARE', reason: '  fell in the hall  ' };
const staff = { roles: ['PRACTITIONER'] as const, isFresh: true };

describe('a request for emergency access', () => {
  it('is taken with its reason in a person\'s own words', () => {
    expect(checkBreakGlass(body, staff)).toEqual({ ok: true, value: { ...body, reason: 'fell in the hall' } });
  });

  it.each([
    [{ patientId: 'x' }, /patientId/], [{ patientId: undefined }, /patientId/], [{ reasonCode: 'CURIOSITY' }, /EMERGENCY_CARE/], [{ reason: 'too short' }, /10 to 1000/],
    [{ reason: ' '.repeat(20) }, /10 to 1000/], [{ reason: 'x'.repeat(1_001) }, /10 to 1000/], [{ reason: 42 }, /10 to 1000/],
  ])('is refused with %j', (change, message) => {
    expect(checkBreakGlass({ ...body, ...change }, staff)).toMatchObject({ ok: false, error: { kind: 'InvalidInput', message: expect.stringMatching(message) as unknown } });
  });

  it.each([['PATIENT'], ['SERVICE'], ['PUBLIC']] as const)('is not for a %s', (role) => {
    expect(checkBreakGlass(body, { roles: [role], isFresh: true })).toMatchObject({ error: { kind: 'NotAllowed' } });
  });

  it('wants a person who proved a moment ago who they are', () => {
    expect(checkBreakGlass(body, { ...staff, isFresh: false })).toMatchObject({ error: { kind: 'ReauthenticationRequired' } });
  });
});

describe('a review', () => {
  it('says whether the access was justified', () => { expect(checkReview({ outcome: 'JUSTIFIED' })).toEqual({ ok: true, value: { outcome: 'JUSTIFIED', note: null } }); });
  it.each([[{}], [{ outcome: 'MAYBE' }], [{ outcome: 'JUSTIFIED', note: 7 }], [{ outcome: 'JUSTIFIED', note: 'x'.repeat(1_001) }]])('is refused as %j', (review) => {
    expect(checkReview(review)).toMatchObject({ error: { kind: 'InvalidInput' } });
  });
});
