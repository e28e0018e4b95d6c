import { buildSchema } from 'graphql';
import { ROLES, type Role } from '../identity/viewer';
import { decide, sightOf } from './decision';
import { FIELD_CLASSES, rolesOf } from './field-class';
import { combinePolicies, type Policy } from './policy';
import { policyFlaws } from './policy-flaws';
import { mergeTables, readRights, rightsTable, writeRights } from './rights-table';
import { lastFour } from './row-gate';

const SHARED = `
  type Money { amount: String currency: String } type PageInfo { hasNextPage: Boolean hasPreviousPage: Boolean startCursor: String endCursor: String }
  type RecordAccess { id: ID at: String personId: ID roles: [String] action: String fieldClasses: [String] purpose: String outcome: String operation: String requestId: String breakGlassGrantId: ID }
  type RecordAccessEdge { cursor: String node: RecordAccess } type RecordAccessConnection { edges: [RecordAccessEdge] pageInfo: PageInfo }
  type IdempotencyKeyReusedError { message: String } type InvalidInputError { message: String field: String } type StaleVersionError { message: String currentVersion: Int }
`;
const schema = (claim: string) => buildSchema(`${SHARED} type Query { claims(first: Int, after: String, payerId: ID, state: String): [Claim] } type Claim { ${claim} }`);
const SOUND: Policy = {
  Query: { claims: ['BILLER', 'PATIENT'] },
  arguments: { 'Query.claims(state)': 'Claim.state' },
  types: { Claim: { STRUCTURE: 'id', IDENTIFIER: 'number', CODING: 'codes', NOTE: 'note', MONEY: 'state', PUBLIC: 'id', only: { note: ['PRACTITIONER'] }, deny: { codes: ['FRONT_DESK'] } } },
};
const CLAIM = 'id: ID number: String codes: String note: String state: String';
const changed = (claim: object): Policy => ({ ...SOUND, types: { Claim: { ...SOUND.types?.['Claim'], ...claim } } });

describe('a policy', () => {
  it('fits its schema when every field has one row', () => { expect(policyFlaws(schema(CLAIM), SOUND)).toEqual([]); });

  it.each<[string, string, Policy, RegExp]>([
    ['a field without a row', `${CLAIM} paid: String`, SOUND, /^Claim\.paid has no row: say in a policy which class it is of\.$/],
    ['a type without rows', `${CLAIM}`, { ...SOUND, types: {} }, /Claim\.id has no row/],
    ['a root field without a row', CLAIM, { ...SOUND, Query: {} }, /^Query\.claims has no row: say in a policy which roles may call it\.$/],
    ['a row without a field', CLAIM, changed({ MONEY: 'state paid' }), /^Claim\.paid has a row, and the schema has no such field\.$/],
    ['a root row without a field', CLAIM, { ...SOUND, Query: { ...SOUND.Query, claim: ['BILLER'] } }, /Query\.claim has a row, and/],
    ['a field in two classes', CLAIM, changed({ STRUCTURE: 'id state' }), /Claim\.state has 2 rows/],
    ['a public field that is not there', CLAIM, changed({ PUBLIC: 'paid' }), /Claim\.paid has a row, and/],
    ['a denial of what is not there', CLAIM, changed({ deny: { paid: ['BILLER'] } }), /Claim\.paid has a row, and/],
    ['a filter without a row', CLAIM, { ...SOUND, arguments: {} }, /^Query\.claims\(state\) has no row: say under `arguments`/],
    ['a filter that is not there', CLAIM, { ...SOUND, arguments: { ...SOUND.arguments, 'Query.claims(age)': '' } }, /Query\.claims\(age\) has a row, and/],
    ['a filter by a field that is not there', CLAIM, { ...SOUND, arguments: { 'Query.claims(state)': 'Claim.age' } }, /looks at Claim\.age, which/],
    ['a narrowing that would widen', CLAIM, changed({ only: { note: ['BILLER'] } }), /Claim\.note is narrowed to BILLER, who does not see its class/],
    ['an identifier that is no text', CLAIM.replace('number: String', 'number: Int'), SOUND, /Claim\.number is of class IDENTIFIER.*must be a String/],
    ['a type that is not there', CLAIM, { ...SOUND, types: { ...SOUND.types, Payer: {} } }, /^Payer has rows, and/],
  ])('does not fit with %s', (_what, claim, policy, said) => { expect(policyFlaws(schema(claim), policy).join('\n')).toMatch(said); });

  it('can be made of parts that name fields of the same type', () => {
    const parts = combinePolicies({ types: { Patient: { MONEY: 'balance' } } }, { types: { Patient: { MONEY: 'claims', INSURANCE: 'coverages', deny: { claims: ['BILLER'] } } } });
    expect(parts.types?.['Patient']).toEqual({ MONEY: 'balance claims', INSURANCE: 'coverages', deny: { claims: ['BILLER'] } });
  });
});

describe('the grid', () => {
  it('has a mark for each class and role', () => { for (const fieldClass of FIELD_CLASSES) expect(rolesOf(fieldClass, 'READ').length + rolesOf(fieldClass, 'MASKED').length).toBeGreaterThan(0); });
  it('gives the public nothing', () => { expect(FIELD_CLASSES.flatMap((fieldClass) => [...rolesOf(fieldClass, 'READ'), ...rolesOf(fieldClass, 'MASKED')])).not.toContain('PUBLIC'); });
  it.each([['NOTE', ['PRACTITIONER', 'PATIENT']], ['CLINICAL', ['PRACTITIONER', 'PATIENT', 'SERVICE']], ['AUDIT', ['PRACTICE_ADMIN']]] as const)('shows %s to %j', (fieldClass, roles) => { expect(rolesOf(fieldClass, 'READ')).toEqual(roles); });
});

describe('the sight of a field', () => {
  const { fields } = rightsTable(SOUND);
  const sight = (field: string, ...roles: Role[]) => { const right = fields.get(`Claim.${field}`); return right && sightOf(right, roles); };

  it.each<[string, Role[], string]>([
    ['number', ['BILLER'], 'READ'], ['number', ['FRONT_DESK'], 'MASKED'], ['number', ['FRONT_DESK', 'BILLER'], 'READ'], ['number', ['PUBLIC'], 'NONE'], ['number', [], 'NONE'],
    ['codes', ['BILLER'], 'READ'], ['codes', ['FRONT_DESK'], 'NONE'], ['codes', ['BILLER', 'FRONT_DESK'], 'NONE'],
    ['note', ['PRACTITIONER'], 'READ'], ['note', ['PATIENT'], 'NONE'], ['id', ['PUBLIC'], 'READ'], ['state', ['PUBLIC'], 'NONE'],
  ])('%s for %j is %s', (field, roles, expected) => { expect(sight(field, ...roles)).toBe(expected); });
});

describe('a decision', () => {
  const table = rightsTable(SOUND);
  const select = (owner: string | null, ...fields: string[]) => new Map(fields.map((field) => [field, new Set([owner])]));

  it('refuses what the table does not have', () => { expect(decide(table, select(null, 'Claim.paid'), { roles: ROLES.slice(0, 6), breakGlass: false }).refused).toEqual(['Claim.paid']); });
  it('refuses a filter by a field that is hidden or seen in part', () => {
    const looking = { ...table, arguments: new Map([['Query.claims(state)', ['Claim.number']]]) };
    expect(decide(looking, select(null, 'Query.claims(state)'), { roles: ['FRONT_DESK'], breakGlass: false })).toMatchObject({ refused: ['Query.claims(state)'] });
    expect(decide(looking, select(null, 'Query.claims(state)'), { roles: ['BILLER'], breakGlass: false })).toMatchObject({ refused: [] });
  });
  it('opens clinical fields under a grant, for rows of somebody only, and never what is denied', () => {
    const opened = (roles: Role[], field: string, owner: string | null = 'Claim') => decide(table, select(owner, field), { roles, breakGlass: true });
    expect(opened(['BILLER'], 'Claim.note')).toMatchObject({ refused: [], breakGlassTypes: new Set(['Claim']) });
    expect(opened(['BILLER'], 'Claim.note', null).refused).toEqual(['Claim.note']);
    expect(opened(['FRONT_DESK'], 'Claim.codes').refused).toEqual(['Claim.codes']);
    expect(opened(['PUBLIC'], 'Claim.state').refused).toEqual(['Claim.state']);
    expect(opened(['BILLER'], 'Claim.codes').breakGlassTypes.size).toBe(0);
  });
});

describe('the table of rights', () => {
  it('comes back from its text as it was', () => { expect(readRights(writeRights(rightsTable(SOUND)))).toEqual(expectOrder(rightsTable(SOUND))); });
  it('is of several subgraphs when they agree, and refused when they do not', () => {
    const one = rightsTable({ types: { Patient: { STRUCTURE: 'id' } } });
    expect(mergeTables([one, one]).fields.size).toBe(1);
    expect(() => mergeTables([one, rightsTable({ types: { Patient: { CLINICAL: 'id' } } })])).toThrow(/Two subgraphs give Patient\.id different rights/);
  });
  it.each([['A1234567', '••••4567'], ['1234', '••••'], ['', '••••'], [null, null], [['A1234567', '12'], ['••••4567', '••••']]])('shows the end of %j as %j', (value, shown) => { expect(lastFour(value)).toEqual(shown); });

  /** Roles in the order of the list of roles, fields in the order of their names. */
  function expectOrder(table: ReturnType<typeof rightsTable>): ReturnType<typeof rightsTable> {
    const ordered = (roles: readonly Role[]) => ROLES.filter((role) => roles.includes(role));
    const fields = [...table.fields].sort(([a], [b]) => (a < b ? -1 : 1)).map(([field, right]) => [field, { ...right, read: ordered(right.read), masked: ordered(right.masked), denied: ordered(right.denied) }] as const);
    return { fields: new Map(fields), arguments: table.arguments };
  }
});
