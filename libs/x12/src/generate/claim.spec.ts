import { concatBytes } from '../bytes/bytes';
import { claimGuide } from '../guide/claim';
import { checkProfessionalFile } from '../independent/check-professional';
import { readEventsSync } from '../read/document-reader';
import { validate } from '../validate/validate';
import { claimInContext } from '../x837p/claim';
import { claimTransaction, generateClaim, type ClaimRecipe } from './claim';
import { syntheticContext } from './context';
import { interchangeOf, writePieces } from './envelope';

const COUNT = 1_000;
const seeds = Array.from({ length: COUNT }, (_, nth) => nth + 1);
const file = (recipes: readonly ClaimRecipe[]): Uint8Array => concatBytes([...writePieces(interchangeOf(claimGuide, [claimTransaction(recipes.map(generateClaim))]))]);

describe('1,000 made-up 837P claims', () => {
  const claims = seeds.map((seed) => generateClaim({ seed }));

  it('are of every kind', () => {
    const depth = (wanted: number): number => claims.filter((one) => one.claim.otherPayers.length === wanted).length;
    expect([0, 1, 2, 3].map(depth).every((number) => number > 50)).toBe(true);
    expect(claims.filter((one) => one.patient !== undefined).length).toBeGreaterThan(100);
    for (const frequency of ['1', '7', '8']) expect(claims.filter((one) => one.claim.place.frequency === frequency).length).toBeGreaterThan(50);
    expect(Math.max(...claims.map((one) => one.claim.lines.length))).toBe(50);
    expect(Math.min(...claims.map((one) => one.claim.lines.length))).toBe(1);
    expect(claims.filter((one) => one.claim.referring.length > 0 && one.claim.rendering !== undefined && one.claim.serviceFacility !== undefined).length).toBeGreaterThan(20);
    expect(claims.filter((one) => /[^\x20-\x7e]/.test(one.subscriber.name?.lastName ?? '')).length).toBeGreaterThan(100);
  });

  it('pass the structural check that shares nothing with writer and guide tables', () => {
    for (const seed of seeds) expect({ seed, problems: checkProfessionalFile(Buffer.from(file([{ seed }])).toString('latin1')) }).toEqual({ seed, problems: [] });
  });

  it('give no finding with a full context, apart from letters that are sent plain', () => {
    for (const one of claims) expect(validate(one, syntheticContext).filter((finding) => finding.rule !== 'CHARACTER_NOT_SENT')).toEqual([]);
  });

  it('are read back as they were, in plain letters', () => {
    const events = [...readEventsSync(file(seeds.slice(0, 200).map((seed) => ({ seed }))))];
    expect(events.flatMap((event) => (event.kind === 'finding' ? [event.finding] : []))).toEqual([]);
    const read = events.flatMap((event) => claimInContext(event) ?? []);
    expect(read.map((one) => one.claim.controlNumber)).toEqual(claims.slice(0, 200).map((one) => one.claim.controlNumber));
    expect(read.map((one) => one.claim.lines.map((line) => line.service?.charge))).toEqual(claims.slice(0, 200).map((one) => one.claim.lines.map((line) => line.service?.charge)));
    expect(read.flatMap((one) => validate(one, syntheticContext))).toEqual([]);
  });
});

describe('the structural check', () => {
  const text = Buffer.from(file([{ seed: 1, earlierPayers: 2, dependant: true, lines: 2 }])).toString('latin1');
  it.each([
    ['a wrong SE01', text.replace(/SE\*\d+/, 'SE*3')], ['a wrong HL parent', text.replace('HL*3*2*23', 'HL*3*1*23')], ['a missing payer', text.replace(/NM1\*PR\*2\*SYNTHETIC HEALTH PLAN[^~]*~/, '')],
    ['a wrong HL04', text.replace(/HL\*2\*1\*22\*1/, 'HL*2*1*22*0')], ['a total that is off', text.replace(/(CLM\*[^*]*\*)[^*]+/, '$112345.67')], ['an empty segment', text.replace('LX*1~', 'LX*1~~')],
    ['segments out of order', text.replace(/(LX\*1~)(SV1[^~]*~)/, '$2$1')], ['a CAS without an amount', text.replace(/CAS\*CO\*45\*[^~]*~/, 'CAS*CO*45~')], ['a lower-case code', text.replace('*XX*', '*xx*')],
  ])('finds %s', (_name, broken) => {
    expect(broken).not.toBe(text);
    expect(checkProfessionalFile(broken)).not.toEqual([]);
  });
});
