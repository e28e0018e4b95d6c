import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Id } from '@spindle/kernel';
import { elementOf, elementsOf, textOf, type Element } from './bundle/element';
import { syntheaFile } from './testing/bundles';
import { counts, ImportClinic, newPractice } from './testing/import-clinic';

/** Bundles of our own, and every bundle of the folder in SPINDLE_SAMPLE_FILES: each is held to what its own JSON says. */
const own = [51, 52].map((group) => ({ title: `our own bundle ${group}`, read: () => syntheaFile(group) }));

function samples(): { title: string; read: () => Element }[] {
  const folder = join(process.env['SPINDLE_SAMPLE_FILES'] ?? '', 'fhir');
  if (process.env['SPINDLE_SAMPLE_FILES'] === undefined || !existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith('.json')).sort();
  return names.map((name, index) => ({ title: `sample file ${index + 1}`, read: () => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Element }));
}

let clinic: ImportClinic;
beforeAll(async () => {
  clinic = await ImportClinic.open();
});
afterAll(() => clinic.close());

const isPharmacy = (claim: Element): boolean => JSON.stringify(claim['type']).includes('"pharmacy"');
const centsOf = (money: unknown): number => Math.round(Number((Number(elementOf(money)['value']) * 100).toFixed(6)));
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
const dayOf = (claim: Element, end: 'start' | 'end'): string => String(elementOf(claim['billablePeriod'])[end]).slice(0, 10);
const payerOf = (claim: Element): string => String(elementOf(elementsOf(claim['insurance'])[0]?.['coverage'])['display']);

/** What a bundle says about itself, read without the import's own code. */
function contentOf(bundle: Element) {
  const resources = elementsOf(bundle['entry']).map(({ resource }) => elementOf(resource));
  const ofType = (type: string): Element[] => resources.filter(({ resourceType }) => resourceType === type);
  const claims = ofType('Claim').filter((claim) => !isPharmacy(claim));
  const byPayer = Map.groupBy(claims.filter((claim) => payerOf(claim) !== 'no_insurance'), payerOf);
  return {
    resources, claims, encounters: ofType('Encounter'), conditions: ofType('Condition'), benefits: ofType('ExplanationOfBenefit'), pharmacy: ofType('Claim').length - claims.length,
    firstDays: Object.fromEntries([...byPayer].map(([payer, all]) => [payer, all.map((claim) => dayOf(claim, 'start')).sort()[0]])),
    lastDays: Object.fromEntries([...byPayer].map(([payer, all]) => [payer, all.map((claim) => dayOf(claim, 'end')).sort().at(-1)])),
  };
}

async function storedIn(practice: Id<'Practice'>) {
  const [encounters] = await clinic.rows<{ all: number; foreign: number; unmarked: number }>(`SELECT count(*)::int AS all, count(practitioner_id)::int AS foreign,
    count(*) FILTER (WHERE practitioner_identifier IS NOT NULL AND practitioner_identifier_valid IS NULL)::int AS unmarked FROM patient.encounter WHERE practice_id = $1 AND source = 'IMPORTED'`, [practice]);
  const [claims] = await clinic.rows<{ all: number; submitted: number; paid: number; linked: number }>(`SELECT count(*)::int AS all, coalesce(sum(submitted_cents), 0)::int AS submitted,
    coalesce(sum(paid_cents), 0)::int AS paid, count(encounter_id)::int AS linked FROM billing.imported_claim WHERE practice_id = $1`, [practice]);
  const coverages = await clinic.rows<{ payer: string; first: string; last: string; member_id: string | null; priority: string }>(`SELECT p.name AS payer, c.valid_from::text AS first, c.valid_to::text AS last, c.member_id, c.priority
    FROM billing.coverage c JOIN billing.insurance_plan p ON p.practice_id = c.practice_id AND p.id = c.plan_id WHERE c.practice_id = $1 ORDER BY c.valid_from`, [practice]);
  return { encounters, claims, coverages };
}

describe.each([...own, ...samples()])('$title', ({ read }) => {
  it('is imported whole, and adds nothing the second time', async () => {
    const practice = newPractice();
    const bundle = read();
    const content = contentOf(bundle);
    const [path] = (await clinic.write({ 'bundle.json': bundle })) as [string];
    const report = await clinic.import([path], practice);
    const before = await clinic.rowCounts();
    const { encounters, claims, coverages } = await storedIn(practice);

    expect(await clinic.rows('SELECT family_name, birth_date::text FROM patient.patient WHERE practice_id = $1', [practice])).toEqual(content.resources.filter(({ resourceType }) => resourceType === 'Patient')
      .map((patient) => ({ family_name: textOf(elementsOf(patient['name'])[0]?.['family']), birth_date: patient['birthDate'] })));
    expect(encounters).toEqual({ all: content.encounters.length, foreign: 0, unmarked: 0 });
    expect(counts(report, 'Condition')).toEqual({ read: content.conditions.length, mapped: content.conditions.length, skipped: {} });
    expect(counts(report, 'Claim').skipped).toEqual(content.pharmacy > 0 ? { 'a prescription claim': content.pharmacy } : {});
    expect(claims).toMatchObject({ all: content.claims.length, submitted: sum(content.claims.map(({ total }) => centsOf(total))), paid: sum(content.benefits.map((benefit) => centsOf(elementOf(benefit['payment'])['amount']))) });
    expect(Object.fromEntries(coverages.map(({ payer, first }) => [payer, first]))).toEqual(content.firstDays);
    coverages.forEach(({ payer, last, member_id: memberId }, index) => {
      const next = coverages.slice(index + 1).find(({ first }) => first <= String(content.lastDays[payer]));
      expect(memberId).toBeNull();
      expect(last < (next?.first ?? '9999') && last <= String(content.lastDays[payer])).toBe(true);
    });
    expect([...report.kinds.values()].map((kind) => kind.read - kind.mapped - sum([...kind.skipped.values()])).filter((rest) => rest !== 0)).toEqual([]);
    expect(sum([...report.kinds.values()].map((kind) => kind.read))).toBe(content.resources.length);

    await clinic.import([path], practice);
    expect(await clinic.rowCounts()).toEqual(before);
  });
});
