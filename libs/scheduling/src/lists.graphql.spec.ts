import { withNpiCheckDigit } from '@spindle/kernel';
import { newId, onStatement, type Statement } from '@spindle/database';
import { toCursor, type Viewer } from '@spindle/subgraph';
import { LOCATIONS_BY_NAME } from './locations/location.repository';
import { PRACTITIONERS_BY_NAME, PRACTITIONERS_OF_LOCATION } from './practitioners/practitioner.repository';
import { SERVICE_TYPES_BY_NAME } from './service-types/service-type.repository';
import { nodesOf, plansOf } from './testing/plans';
import { SchedulingClinic } from './testing/scheduling-clinic';

const LOCATION = `INSERT INTO scheduling.location SELECT $1, gen_random_uuid(), name, 'America/Denver', '{}', NULL, NULL, NULL, NULL, 24, 15 FROM unnest($2::text[]) name`;
const PRACTITIONER = `INSERT INTO scheduling.practitioner SELECT $1, id, given, family, NULL, npi, NULL FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[]) AS t(id, given, family, npi)`;
const SERVICE = `INSERT INTO scheduling.service_type SELECT $1, code, name, '{}', 30, false, NULL, false, false FROM unnest($2::text[], $3::text[]) AS t(code, name)`;

let clinic: SchedulingClinic;
beforeAll(async () => void (clinic = await SchedulingClinic.open()));
afterAll(() => clinic.close());

async function addPractitioners(names: readonly (readonly [given: string, family: string])[], from: number): Promise<string[]> {
  const ids = names.map(() => newId<'Practitioner'>());
  const numbers = names.map((_name, n) => withNpiCheckDigit(String(from + n)));
  await clinic.asAdmin(PRACTITIONER, [clinic.practice, ids, names.map(([given]) => given), names.map(([, family]) => family), numbers]);
  return ids;
}

interface Slice<Node> {
  readonly edges: readonly { readonly node: Node; readonly cursor: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean; readonly endCursor: string | null };
}

interface Listed { readonly id?: string; readonly code?: string; readonly name: string | { readonly given: string; readonly family: string } }

const SELECTIONS = { locations: 'id name', practitioners: 'id name { given family }', serviceTypes: 'code name' } as const;
type List = keyof typeof SELECTIONS;
const LISTS = Object.keys(SELECTIONS) as List[];

async function slice(list: List, args: string, viewer: Viewer = clinic.viewer()): Promise<Slice<Listed>> {
  const { data, errors } = await clinic.ask<{ list: Slice<Listed> }>(`{ list: ${list}(${args}) { edges { cursor node { ${SELECTIONS[list]} } } pageInfo { hasNextPage hasPreviousPage endCursor } } }`, {}, viewer);
  expect(errors).toEqual([]);
  return data.list;
}

/** Every row of the list, read in pages of so many. */
async function walk(list: List, size: number, filter = ''): Promise<Listed[]> {
  const nodes: Listed[] = [];
  for (let after: string | null = null, more = true; more;) {
    const page: Slice<Listed> = await slice(list, `first: ${size}${after === null ? '' : `, after: "${after}"`}${filter}`);
    expect(page.edges.length).toBeLessThanOrEqual(size);
    expect(page.pageInfo).toMatchObject({ hasPreviousPage: after !== null, endCursor: page.edges.at(-1)?.cursor ?? null });
    nodes.push(...page.edges.map(({ node }) => node));
    ({ endCursor: after, hasNextPage: more } = page.pageInfo);
  }
  return nodes;
}

const shown = ({ code, name }: Listed): string => [typeof name === 'string' ? name : `${name.family}, ${name.given}`, ...(code === undefined ? [] : [code])].join(' / ');

/** Capitals, small letters and accents meet in these names: the lists are in the order of their code points. */
describe('paging visits each row once, in order', () => {
  beforeAll(async () => {
    await clinic.asAdmin(LOCATION, [clinic.practice, ['élan', 'Zürich', 'arvada', 'Arvada', 'Arvada West', 'x'.repeat(200)]]);
    const [, , second] = await addPractitioners([['Ana', 'ruiz'], ['Zoe', 'Ruiz'], ['Ana', 'Ruiz'], ['', 'Ruiz'], ['Ana', 'Ruiz Vega'], ['Émile', 'Núñez'], ['Ana', 'Núñez']], 110_000_000);
    await clinic.asAdmin('INSERT INTO scheduling.practitioner_location VALUES ($1, $2, $3)', [clinic.practice, clinic.rows.westminster, second]);
    await clinic.asAdmin(SERVICE, [clinic.practice, ['FOLLOW_UP_LONG', 'follow_up', 'FOLLOW_UP_2', 'EVALUATION'], ['Follow-up', 'Follow-up', 'Follow-up', 'évaluation']]);
  });

  it.each([1, 2, 3, 7, 100])('%d at a time', async (size) => {
    const locations = await walk('locations', size);
    expect(locations.map(shown)).toEqual(['Arvada', 'Arvada West', 'Broomfield', 'Westminster', 'Zürich', 'arvada', 'x'.repeat(200), 'élan']);
    const practitioners = await walk('practitioners', size);
    expect(practitioners.map(shown)).toEqual(['Núñez, Ana', 'Núñez, Émile', 'Okafor, Ben', 'Ruiz, ', 'Ruiz, Ana', 'Ruiz, Ana', 'Ruiz, Zoe', 'Ruiz Vega, Ana', 'ruiz, Ana']);
    const services = await walk('serviceTypes', size);
    expect(services.map(shown)).toEqual(['Cupping / CUPPING', 'Dry needle therapy / DRY_NEEDLING', 'Follow-up / FOLLOW_UP', 'Follow-up / FOLLOW_UP_2', 'Follow-up / FOLLOW_UP_LONG', 'Follow-up / follow_up', 'Free consultation / CONSULTATION', 'évaluation / EVALUATION']);
    for (const nodes of [locations, practitioners, services]) expect(new Set(nodes.map(({ id, code }) => id ?? code)).size).toBe(nodes.length);
  });

  it.each([1, 2])('%d at a time, of one site; of the same name by id', async (size) => {
    const nodes = await walk('practitioners', size, `, locationId: "${clinic.rows.westminster}"`);
    expect(nodes.map(shown)).toEqual(['Ruiz, Ana', 'Ruiz, Ana']);
    expect(nodes.map(({ id }) => id)).toEqual(nodes.map(({ id }) => id).sort());
    expect(nodes.map(({ id }) => id)).toContain(clinic.rows.ruiz);
  });

  it('whatever was added in front of the cursor meanwhile', async () => {
    const { pageInfo } = await slice('serviceTypes', 'first: 2');
    await clinic.asAdmin(SERVICE, [clinic.practice, ['AQUATIC'], ['Aquatic therapy']]);
    const next = await slice('serviceTypes', `first: 1, after: "${pageInfo.endCursor}"`);
    expect(next.edges.map(({ node }) => node.code)).toEqual(['FOLLOW_UP']);
    await clinic.asAdmin(`DELETE FROM scheduling.service_type WHERE practice_id = $1 AND code = 'AQUATIC'`, [clinic.practice]);
  });
});

it.each(LISTS)('%s are twenty when nothing is said, and end where there are none', async (list) => {
  const { edges, pageInfo } = await slice(list, 'first: null');
  expect(edges.length).toBeLessThanOrEqual(20);
  expect(pageInfo.hasNextPage).toBe(false);
  const behind = await slice(list, `after: "${pageInfo.endCursor}"`);
  expect(behind).toEqual({ edges: [], pageInfo: { hasNextPage: false, hasPreviousPage: true, endCursor: null } });
});

describe('what cannot be asked', () => {
  const id = newId();
  it.each([
    ...LISTS.flatMap((list) => [`${list}(first: 0)`, `${list}(first: -1)`, `${list}(first: 101)`, `${list}(after: "")`, `${list}(after: "rubbish")`, `${list}(after: "${toCursor(['a'])}")`]),
    `locations(after: "${toCursor(['a', 'b'])}")`, `locations(after: "${toCursor(['a', 'b', id])}")`, `locations(after: "${toCursor(['a\0', id])}")`,
    `practitioners(after: "${toCursor(['a', id])}")`, `practitioners(after: "${toCursor(['a', 'b', 'c'])}")`,
    `serviceTypes(after: "${toCursor(['a', 'b', id])}")`, `serviceTypes(after: "${toCursor(['a', 'x'.repeat(201)])}")`,
    'practitioners(locationId: "1")',
  ])('%s is refused', async (field) => {
    const { errors } = await clinic.ask(`{ ${field} { pageInfo { hasNextPage } } }`);
    expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT' }]);
  });
});

describe("another practice's rows", () => {
  it.each(LISTS)('are never among the %s, whatever the cursor', async (list) => {
    const rows = await clinic.asAdmin<{ key: string }>(`SELECT ${list === 'serviceTypes' ? 'name || code' : 'id::text'} AS key FROM scheduling.${{ locations: 'location', practitioners: 'practitioner', serviceTypes: 'service_type' }[list]} WHERE practice_id = $1 ORDER BY 1`, [clinic.otherPractice]);
    const keys = (nodes: readonly Listed[]): string[] => nodes.map(({ id, code, name }) => id ?? `${String(name)}${code}`).sort();
    const other = clinic.viewer(clinic.otherPractice);
    const mine = await slice(list, 'first: 1');
    const theirs = await slice(list, 'first: 100', other);
    expect(keys(theirs.edges.map(({ node }) => node))).toEqual(rows.map(({ key }) => key).sort());
    const behindMine = await slice(list, `after: "${mine.edges[0]?.cursor}"`, other);
    expect(rows.map(({ key }) => key)).toEqual(expect.arrayContaining(keys(behindMine.edges.map(({ node }) => node))));
  });

  it('are not found through one of their sites', async () => {
    expect((await slice('practitioners', `locationId: "${clinic.otherRows.broomfield}"`)).edges).toEqual([]);
    expect((await slice('practitioners', `locationId: "${newId()}"`)).edges).toEqual([]);
  });
});

it.each([...LISTS, 'practitioners of a site'] as const)('%s are one statement, on the first page and on the next', async (list) => {
  const field = list === 'practitioners of a site' ? 'practitioners' : list;
  const filter = list === 'practitioners of a site' ? `, locationId: "${clinic.rows.broomfield}"` : '';
  let count = 0;
  const stop = onStatement(({ purpose }) => void (count += purpose === 'DOMAIN' ? 1 : 0));
  const { pageInfo } = await slice(field, `first: 1${filter}`);
  await slice(field, `first: 1, after: "${pageInfo.endCursor}"${filter}`);
  stop();
  expect(count).toBe(2);
});

describe('among three thousand rows of each kind', () => {
  beforeAll(async () => {
    const numbers = Array.from({ length: 3000 }, (_row, n) => n);
    await clinic.asAdmin(LOCATION, [clinic.practice, numbers.map((n) => `Site ${n}`)]);
    await addPractitioners(numbers.map((n) => [`Given ${n}`, `Family ${n % 500}`] as const), 210_000_000);
    await clinic.asAdmin(`INSERT INTO scheduling.practitioner_location SELECT $1, l.id, p.id
      FROM (SELECT id, row_number() OVER () % 500 AS n FROM scheduling.practitioner WHERE practice_id = $1 AND family_name LIKE 'Family%') p
      JOIN (SELECT id, row_number() OVER () - 1 AS n FROM scheduling.location WHERE practice_id = $1) l USING (n)`, [clinic.practice]);
    await clinic.asAdmin(SERVICE, [clinic.practice, numbers.map((n) => `CODE_${n}`), numbers.map((n) => `Service ${n % 500}`)]);
    await clinic.asAdmin('ANALYZE');
  });

  const statements = (): [string, Statement, unknown[], string, RegExp][] => {
    const { practice, rows: { westminster } } = clinic;
    const id = newId();
    return [
      ['locations', LOCATIONS_BY_NAME, [practice, 'Site 2', id, 21], 'location_name', /practice_id = .*name >= /],
      ['practitioners', PRACTITIONERS_BY_NAME, [practice, 'Family 2', 'Given 2', id, 21], 'practitioner_by_name', /practice_id = .*ROW\(.*family_name, .*given_name, .*id\) > /],
      ['practitioners of a site', PRACTITIONERS_OF_LOCATION, [practice, 'Family 2', 'Given 2', id, 21, westminster], 'practitioner_location_pkey', /practice_id = .*location_id = /],
      ['services', SERVICE_TYPES_BY_NAME, [practice, 'Service 2', 'CODE_2', 21], 'service_type_by_name', /practice_id = .*ROW\(.*name, .*code\) > /],
    ];
  };

  it('each list begins behind its cursor in an index, as the service role', async () => {
    for (const [name, text, values, index, condition] of statements()) {
      for (const plan of await plansOf(clinic, text, values)) {
        const nodes = nodesOf(plan);
        expect({ name, scans: nodes.filter((node) => node['Node Type'] === 'Seq Scan') }).toEqual({ name, scans: [] });
        expect({ name, condition: nodes.find((node) => node['Index Name'] === index)?.['Index Cond'] }).toEqual({ name, condition: expect.stringMatching(condition) });
      }
    }
  });
});
