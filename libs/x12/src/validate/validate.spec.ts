import { syntheticContext } from '../generate/context';
import type { ClaimInContext } from '../x837p/claim';
import type { ValidationContext } from './context';
import { elementName } from './finding';
import { validate } from './validate';
import { dependant, edited, found, line, modifiers, primary, secondary, shown, type Edit } from './validate.fixture';

describe('a clean claim', () => {
  it.each([['primary', primary], ['secondary', secondary], ['of a dependant', dependant]])('(%s) gives nothing with a full context', (_name, base) => expect(shown(found(base()))).toEqual([]));

  it('gives a finding for each rule whose context is missing', () => {
    const missing = validate(primary()).filter((finding) => finding.severity === 'not-checked');
    expect(missing.map((finding) => `${finding.rule}: ${finding.reason} ${finding.action}`)).toEqual([
      'DIAGNOSIS_UNKNOWN: Not checked: the table of diagnoses was not given. Give the table of diagnoses.', 'MODIFIER_NOT_ALLOWED: Not checked: the table of procedures was not given. Give the table of procedures.',
      'SIDE_DISAGREES: Not checked: the table of diagnoses was not given. Give the table of diagnoses.', 'DUPLICATE_LINE: Not checked: the list of earlier lines was not given. Give the list of earlier lines.',
      'LINE_NUMBER_USED: Not checked: the list of earlier lines was not given. Give the list of earlier lines.', 'SERVICE_IN_FUTURE: Not checked: today was not given. Give today.',
      'OUTSIDE_COVERAGE: Not checked: the span of coverage was not given. Give the span of coverage.', 'FILING_LIMIT_PASSED: Not checked: today was not given. Give today.',
      'AUTHORISATION_USED_UP: Not checked: what the authorisation allows was not given. Give what the authorisation allows.', "PAYER_REQUIREMENT: Not checked: the payer's own requirements was not given. Give the payer's own requirements.",
    ]);
    expect(validate(primary()).filter((finding) => finding.severity !== 'not-checked')).toEqual([]);
    expect(shown(validate(primary()))).toEqual(['DIAGNOSIS_UNKNOWN 2300 HI not-checked - 21', 'MODIFIER_NOT_ALLOWED 2400 SV101 not-checked - 24D', 'SIDE_DISAGREES 2400 SV101 not-checked - 24D', 'DUPLICATE_LINE 2400 SV1 not-checked - -', 'LINE_NUMBER_USED 2400 REF02 not-checked - -',
      'SERVICE_IN_FUTURE 2400 DTP03 not-checked - 24A', 'OUTSIDE_COVERAGE 2400 DTP03 not-checked - 24A', 'FILING_LIMIT_PASSED 2400 DTP03 not-checked - 24A', 'AUTHORISATION_USED_UP 2300 REF02 not-checked - 23', 'PAYER_REQUIREMENT 2300 CLM not-checked - -']);
  });
});

const inContext = (change: Partial<ValidationContext>, edit: Edit = () => undefined): string[] => shown(found(edited(primary, edit), { ...syntheticContext, ...change }));
const earlier = { date: '20260301', procedure: '97110', modifiers: ['GP'], rendering: primary().billing.name?.id ?? '', controlNumber: 'L8-2', claim: 'OTHER' };

describe('what lies around a claim', () => {
  it('judges diagnoses by the day of service', () => {
    const diagnoses = { find: (code: string, day: string) => ({ billable: code !== 'M542' || day > '20260301' }) };
    expect(inContext({ diagnoses })).toEqual(['DIAGNOSIS_NOT_BILLABLE 2300 HI04-2 error - 21']);
  });

  it('refuses a first pointer to an external cause', () => {
    const diagnoses = { find: () => ({ billable: true }) };
    expect(inContext({ diagnoses }, (one) => { one.claim.diagnoses!.codes[1]!.code = 'W19XXXA'; line(one).service!.pointers.values = [2, 1]; })).toEqual(['POINTER_TO_EXTERNAL_CAUSE 2400 SV107-1 error 1 24E']);
  });

  it.each([[{ limit: 32, unit: 'days' }, []], [{ limit: 31, unit: 'days' }, []], [{ limit: 1, unit: 'months' }, ['FILING_LIMIT_PASSED 2400 DTP03 error - 24A']], [{ limit: 30, unit: 'days' }, ['FILING_LIMIT_PASSED 2400 DTP03 error - 24A']], [{ limit: 2, unit: 'months' }, []]] as const)('counts %j from the first day of service', (filing, wanted) => {
    const days = (one: ClaimInContext): void => { line(one).dates[0]!.value = '20260301'; line(one, 1).dates[0]!.value = '20260303'; };
    expect(inContext({ filing, today: filing.unit === 'months' && filing.limit === 1 ? '20260402' : '20260401' }, days)).toEqual(wanted);
  });

  it('says what it was not told', () => {
    const reasons = (change: Partial<ValidationContext>): string[] => found(primary(), { ...syntheticContext, ...change }).map((finding) => finding.reason);
    expect(reasons({ filing: undefined })).toEqual(['Not checked: the filing limit was not given.']);
    expect(reasons({ today: undefined })).toEqual(['Not checked: today was not given.', 'Not checked: today was not given.']);
    expect(reasons({ coverage: { from: '20270101' } })[0]).toMatch(/lies outside the coverage from 20270101\.$/);
    expect(reasons({ coverage: { from: '20270101', to: '20271231' } })[0]).toMatch(/lies outside the coverage from 20270101 to 20271231\.$/);
  });

  it('does not count what it was not told', () => {
    expect(inContext({ filing: undefined })).toEqual(['FILING_LIMIT_PASSED 2400 DTP03 not-checked - 24A']);
    expect(inContext({ authorisation: { required: true } }, (one) => { one.claim.references = [{ qualifier: 'G1', value: 'A1' }]; })).toEqual(['AUTHORISATION_USED_UP 2300 REF02 not-checked - 23']);
    expect(inContext({}, (one) => { for (const each of one.claim.lines) each.dates = [{ qualifier: '472', format: 'D8', value: 'X' }]; })).toContain('DIAGNOSIS_UNKNOWN 2300 HI not-checked - 21');
  });

  it.each([['20260228', '20260301', []], ['20260301', '20260301', []], ['20260302', undefined, ['OUTSIDE_COVERAGE 2400 DTP03 error 1 24A']], ['20200101', '20260228', ['OUTSIDE_COVERAGE 2400 DTP03 error 1 24A']]] as const)('wants the service inside the coverage from %s to %s', (from, to, wanted) => {
    expect(inContext({ coverage: to === undefined ? { from } : { from, to } }, (one) => { line(one).dates[0]!.value = '20260301'; one.claim.lines.pop(); one.claim.charge = line(one).service!.charge; })).toEqual(wanted);
  });

  it.each([[2, []], [1, ['AUTHORISATION_USED_UP 2300 REF02 error - 23']]])('counts visits against %i left', (visitsLeft, wanted) => {
    expect(inContext({ authorisation: { required: true, visitsLeft } }, (one) => { one.claim.references = [{ qualifier: 'G1', value: 'A1' }]; })).toEqual(wanted);
  });

  it.each([[[]], [[{ qualifier: 'G1', value: '' }]], [[{ qualifier: '9F', value: 'A1' }]]])('misses the number of the authorisation in %j', (references) => {
    expect(inContext({ authorisation: { required: true, visitsLeft: 9 } }, (one) => { one.claim.references = references; })).toEqual(['AUTHORISATION_MISSING 2300 REF02 error - 23']);
  });

  it('finds a line that was billed before, and a number that was used before', () => {
    const day: Edit = (one) => { line(one).dates[0]!.value = '20260301'; line(one, 1).dates[0]!.value = '20260302'; line(one, 1).references = [{ qualifier: '6R', value: 'L8-2' }]; };
    expect(inContext({ earlierLines: [earlier] }, day)).toEqual(['DUPLICATE_LINE 2400 SV101 error 1 24D', 'LINE_NUMBER_USED 2400 REF02 error 2 -']);
    for (const change of [{ date: '20260305' }, { procedure: '97140' }, { modifiers: ['59'] }, { rendering: 'X' }]) expect(inContext({ earlierLines: [{ ...earlier, ...change, controlNumber: 'Z' }] }, day)).toEqual([]);
    expect(inContext({ earlierLines: [{ ...earlier, claim: primary().claim.controlNumber }] }, day)).toEqual([]);
    expect(inContext({ earlierLines: [{ ...earlier, modifiers: ['59', 'GP'], controlNumber: 'Z' }] }, (one) => { day(one); modifiers('GP', '59')(one); })).toEqual(['DUPLICATE_LINE 2400 SV101 error 1 24D']);
    expect(inContext({ earlierLines: [earlier] }, (one) => { day(one); one.claim.place.frequency = '7'; one.claim.references = [{ qualifier: 'F8', value: '1' }]; line(one, 1).references = []; })).toEqual([]);
  });

  it('wants what the payer wants', () => {
    const want = (loop: string, segment: string, qualifier?: string): string[] => inContext({ payerRequirements: [{ loop, segment, ...(qualifier === undefined ? {} : { qualifier }), reason: 'This payer wants it so.' }] });
    expect(want('2300', 'REF', 'G1')).toEqual(['PAYER_REQUIREMENT 2300 REF error - -']);
    expect(want('2400', 'NTE')).toEqual(['PAYER_REQUIREMENT 2400 NTE error 1 -', 'PAYER_REQUIREMENT 2400 NTE error 2 -']);
    expect(want('2310B', 'NM1')).toEqual(['PAYER_REQUIREMENT 2310B NM1 error - -']);
    expect([...want('2400', 'REF', '6R'), ...want('2000A', 'PRV'), ...want('2010BA', 'DMG'), ...want('2010AA', 'NM1'), ...want('2010BB', 'NM1'), ...want('2300', 'HI')]).toEqual([]);
    expect(found(edited(primary, () => undefined), { ...syntheticContext, payerRequirements: [{ loop: '2300', segment: 'REF', qualifier: 'G1', reason: 'R.' }] })[0]).toMatchObject({ reason: 'R.', action: 'Add REF*G1 in loop 2300.' });
    expect(found(primary(), { ...syntheticContext, payerRequirements: [{ loop: '2310B', segment: 'NM1', reason: 'R.' }] })[0]?.action).toBe('Add NM1 in loop 2310B.');
    expect(shown(found(dependant(), { ...syntheticContext, payerRequirements: [{ loop: '2010CA', segment: 'DMG', reason: 'R.' }] }))).toEqual([]);
  });
});

describe('the name of an element', () => {
  it('is as it is spoken of', () => {
    expect(elementName({ loop: '2300', segment: 'CLM', element: 5, component: 3 })).toBe('CLM05-3');
    expect(elementName({ loop: '2300', segment: 'HI', element: 12 })).toBe('HI12');
    expect(elementName({ loop: '2300', segment: 'HI' })).toBe('HI');
  });
});
