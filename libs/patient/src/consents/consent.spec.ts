import type { CalendarDay, Id } from '@spindle/kernel';
import { loadCatalogue } from '../catalogue';
import { consentOn, outsideScope, signForm, withdraw, type Consent, type Signature } from './consent';

const day = (text: string) => text as CalendarDay;
const form = loadCatalogue({ clinicFolder: null }).consentForms.on('NEEDLING', day('2026-03-09'));
if (!form) throw new Error('There is no form.');
const acknowledged = form.information.map(({ key }) => key);
const now = new Date('2026-03-09T15:00:00Z');
const signature: Signature = { regions: [], signer: { kind: 'PATIENT', name: 'Ana', relationship: null }, signedAt: now, signedOn: day('2026-03-09'), acknowledged };
const sign = (otherwise: Partial<Signature> = {}, birthDate = '1980-03-09') => signForm({ ...signature, ...otherwise }, { form, birthDate: day(birthDate), now });

const SENTENCE = expect.stringMatching(/^[A-Z].*\.$/);

describe('a consent', () => {
  it('holds a year from its signature', () => { expect(sign()).toMatchObject({ ok: true, value: { formVersion: 1, validThrough: '2027-03-08' } }); });

  it('needs what it feels like to be acknowledged: cramp, electric shock', () => {
    expect(sign({ acknowledged: ['soreness'] })).toMatchObject({ error: { kind: 'InformationNotAcknowledgedError', message: expect.stringMatching(/: cramp, electric-shock, /), missing: expect.arrayContaining(['cramp', 'electric-shock']) } });
    expect(sign({ acknowledged: [...acknowledged, 'something else'] })).toMatchObject({ ok: true, value: { acknowledged } });
  });

  it('is signed by a guardian until the eighteenth birthday', () => {
    expect(sign({}, '2008-03-10')).toMatchObject({ error: { kind: 'GuardianRequiredError', message: expect.stringContaining('until 2026-03-10'), adultOn: '2026-03-10' } });
    expect(sign({}, '2008-03-09').ok).toBe(true);
    expect(sign({ signer: { kind: 'GUARDIAN', name: 'Rosa', relationship: 'mother' } }, '2015-01-01').ok).toBe(true);
    expect(sign({ signer: { kind: 'GUARDIAN', name: 'Rosa', relationship: ' ' } }, '2015-01-01')).toMatchObject({ error: { kind: 'SignatureIncompleteError', field: 'signer.relationship' } });
  });

  it('is not signed in the future, or by nobody', () => {
    expect(sign({ signedAt: new Date('2026-03-09T15:05:00Z') })).toMatchObject({ error: { kind: 'ConsentSignedInFutureError', message: SENTENCE } });
    expect([sign({ signedAt: new Date('2026-03-09T15:02:00Z') }).ok, sign({ signedAt: new Date('2026-03-09T15:02:00.001Z') }).ok]).toEqual([true, false]);
    expect(sign({ signer: { kind: 'PATIENT', name: ' ', relationship: null } })).toMatchObject({ error: { kind: 'SignatureIncompleteError', field: 'signer.name' } });
  });

  it('is given for the parts of the body that it names, or for all of them', () => {
    const [neck, shoulder, hip] = [{ region: 'NECK' as const }, { region: 'SHOULDER' as const }, { region: 'HIP' as const }];
    expect(outsideScope({ regions: [] }, [neck, shoulder])).toEqual([]);
    expect(outsideScope({ regions: ['NECK', 'HIP'] }, [neck, shoulder, hip])).toEqual([shoulder]);
  });

  it('is signed with names that can be printed', () => {
    const guardian = (name: string, relationship: string) => sign({ signer: { kind: 'GUARDIAN', name, relationship } }, '2015-01-01');
    expect(guardian('x'.repeat(200), 'x'.repeat(200)).ok).toBe(true);
    expect(guardian('x'.repeat(201), 'mother')).toEqual({ ok: false, error: { kind: 'SignatureIncompleteError', field: 'signer.name', message: expect.stringContaining('at most 200 characters') } });
    expect(guardian('Rosa', 'x'.repeat(201))).toEqual({ ok: false, error: { kind: 'SignatureIncompleteError', field: 'signer.relationship', message: SENTENCE } });
    expect(guardian(' Rosa ', ' mother ')).toMatchObject({ value: { signer: { name: 'Rosa', relationship: 'mother' } } });
  });

  it('is valid until it expires or is withdrawn, not before it is signed', () => {
    const signed = sign();
    if (!signed.ok) throw new Error(signed.error.message);
    const consent: Consent = { ...signed.value, id: 'c' as Id<'Consent'>, patientId: 'p' as Id<'Patient'>, procedure: 'NEEDLING', recordedBy: 'x' as Id<'Person'>, withdrawal: null };
    const withdrawn = withdraw(consent, { withdrawnAt: now, withdrawnOn: day('2026-06-01'), reason: null });
    if (!withdrawn.ok) throw new Error(withdrawn.error.message);
    const states = (each: Consent | null, ...days: string[]) => days.map((on) => consentOn(form, each, day(on)).state);
    expect(states(consent, '2026-03-08', '2026-03-09', '2027-03-08', '2027-03-09')).toEqual(['NOT_SIGNED', 'VALID', 'VALID', 'EXPIRED']);
    expect(states(withdrawn.value, '2026-05-31', '2026-06-01')).toEqual(['VALID', 'WITHDRAWN']);
    expect(states(null, '2026-03-09')).toEqual(['NOT_SIGNED']);
    expect(withdraw(withdrawn.value, { withdrawnAt: now, withdrawnOn: day('2026-06-02'), reason: null })).toMatchObject({ error: { kind: 'ConsentAlreadyWithdrawnError', message: SENTENCE } });
    const reasons = ([' Afraid of needles. ', ' ', null]).map((reason) => withdraw(consent, { withdrawnAt: now, withdrawnOn: day('2026-06-01'), reason }));
    expect(reasons.map((each) => each.ok && each.value.withdrawal?.reason)).toEqual(['Afraid of needles.', null, null]);
  });
});
