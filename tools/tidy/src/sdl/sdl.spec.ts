import { basename } from 'node:path';
import { readTreeFile, treePaths } from '../tree/workspace';
import { entityFlaws, sdlFlaws, SDL_LINES, WHOLE_LISTS } from './sdl-rules';
import { readSubgraphSdl, type SubgraphSdl } from './subgraph-sdl';

const paths = treePaths();
const shared = readTreeFile('libs/subgraph/src/shared.graphql').text;
const subgraphs = JSON.parse(readTreeFile('libs/supergraph/subgraphs.json').text) as readonly { readonly name: string; readonly sdl: string }[];

const filesOf = (folder: string, form: RegExp): readonly string[] => paths.filter((file) => file.startsWith(`${folder}/`) && form.test(file));
const sdlOf = ({ name, sdl }: { name: string; sdl: string }): SubgraphSdl => readSubgraphSdl(name, shared, filesOf(sdl, /\/src\/[^/]+\/[^/]+\.graphql$/).map(readTreeFile));

function codeOf({ sdl }: { sdl: string }): Parameters<typeof entityFlaws>[1] {
  const resolvers = new Map<string, string>();
  for (const file of filesOf(sdl, /\/resolvers\/[^/]+\.ts$/)) {
    const type = basename(file, '.ts');
    resolvers.set(type, `${resolvers.get(type) ?? ''}\n${readTreeFile(file).text}`);
  }
  return { mappers: filesOf(sdl, /\.mappers\.ts$/).map((file) => readTreeFile(file).text).join('\n'), resolvers };
}

describe.each(subgraphs)('the schema of $name', (subgraph) => {
  it('keeps the rules', () => { expect(sdlFlaws(sdlOf(subgraph))).toEqual([]); });
  it('has a mapper and a reference resolver for every entity', () => { expect(entityFlaws(sdlOf(subgraph), codeOf(subgraph))).toEqual([]); });
});

it('names no whole list that is not there', () => {
  const roots = subgraphs.flatMap((subgraph) => sdlOf(subgraph).types.get('Query')?.fields ?? []).map((field) => field.name.value);
  expect(Object.keys(WHOLE_LISTS).filter((name) => !roots.includes(name))).toEqual([]);
});

const SOUND = `
type Claim @key(fields: "id") { id: ID! patient: Patient lines: [String!]! }
type ClaimConnection { edges: [Claim!]! }
extend type Patient @key(fields: "id") { id: ID! claims(first: Int, after: String): ClaimConnection }
extend type Query { claim(id: ID!): Claim claims(first: Int, after: String): ClaimConnection! }
extend type Mutation { closeClaim(input: CloseClaimInput!): CloseClaimPayload! }
input CloseClaimInput { idempotencyKey: ID! claimId: ID! }
type CloseClaimPayload { claim: Claim errors: [CloseClaimError!]! }
union CloseClaimError = ClaimOpenError | StaleVersionError
type ClaimOpenError implements UserError { message: String! }
`;

const flawsOf = (text: string): readonly string[] => sdlFlaws(readSubgraphSdl('sample', shared, [{ file: 'sample.graphql', text }]));

describe('the rules of the schema', () => {
  it('pass a sound one', () => { expect(flawsOf(SOUND)).toEqual([]); });

  it.each([
    ['a mutation with two arguments', 'closeClaim(input: CloseClaimInput!)', 'closeClaim(input: CloseClaimInput!, force: Boolean)', 'exactly one argument'],
    ['a mutation whose argument has another name', 'closeClaim(input:', 'closeClaim(claim:', 'exactly one argument'],
    ['an optional input', 'CloseClaimInput!)', 'CloseClaimInput)', 'exactly one argument'],
    ['an input without a key', '{ idempotencyKey: ID! ', '{ ', 'without `idempotencyKey: ID!`'],
    ['an input with an optional key', 'idempotencyKey: ID!', 'idempotencyKey: ID', 'without `idempotencyKey: ID!`'],
    ['a mutation that answers an entity', '): CloseClaimPayload!', '): Claim!', 'does not return'],
    ['a mutation that may answer null', '): CloseClaimPayload!', '): CloseClaimPayload', 'does not return'],
    ['a payload without errors', 'claim: Claim errors: [CloseClaimError!]!', 'claim: Claim', 'without `errors'],
    ['a payload whose errors may be null', '[CloseClaimError!]!', '[CloseClaimError!]', 'without `errors'],
    ['errors that are no union', 'union CloseClaimError = ClaimOpenError | StaleVersionError', 'scalar CloseClaimError', 'no union'],
    ['a union with something else', '| StaleVersionError', '| Claim', 'no UserError'],
    ['an error that is no UserError', 'ClaimOpenError implements UserError', 'ClaimOpenError', 'no UserError'],
    ['a root list', '): ClaimConnection! }', '): [Claim!]! }', 'no connection'],
    ['a connection without first', 'claims(first: Int, after: String): ClaimConnection!', 'claims(after: String): ClaimConnection!', 'without `first`'],
    ['a foreign entity that cannot be null', 'patient: Patient', 'patient: Patient!', 'cannot be null'],
    ['a list of foreign entities that cannot be null', 'patient: Patient', 'patients: [Patient!]!', 'cannot be null'],
    ['a field on a foreign entity that cannot be null', 'after: String): ClaimConnection }', 'after: String): ClaimConnection! }', 'cannot be null'],
    ['an input of another name', 'CloseClaimInput', 'CloseClaimRequest', 'not named'],
  ])('catch %s', (_what, right, wrong, said) => {
    expect(SOUND).toContain(right);
    expect(flawsOf(SOUND.replaceAll(right, wrong)).join('\n')).toContain(said);
  });

  it('catch a long file', () => { expect(flawsOf(`${SOUND}${'# more\n'.repeat(SDL_LINES)}`).join()).toContain('more than 150 lines'); });
});

describe('the rules of entities', () => {
  const sdl = readSubgraphSdl('sample', shared, [{ file: 'sample.graphql', text: SOUND }]);
  const mappers = 'export type { Claim as ClaimMapper } from "./claim"; export interface PatientMapper { id: string }';
  const resolvers = new Map([['Claim', 'export const Claim = { __resolveReference: () => null };'], ['Patient', 'export const Patient = { __resolveReference: () => null };']]);

  it('pass sound code', () => { expect(entityFlaws(sdl, { mappers, resolvers })).toEqual([]); });
  it('catch a type without a mapper', () => { expect(entityFlaws(sdl, { mappers: mappers.replace('ClaimMapper', 'Other'), resolvers })).toEqual(['Claim has no mapper.']); });
  it('catch a type without a resolver file', () => { expect(entityFlaws(sdl, { mappers, resolvers: new Map([...resolvers].slice(1)) })).toEqual(['Claim has no __resolveReference.']); });
  it('catch a resolver that only names the reference in a type', () => {
    const named = new Map(resolvers).set('Patient', "export const Patient: Pick<PatientResolvers, 'claims' | '__resolveReference'> = { claims };");
    expect(entityFlaws(sdl, { mappers, resolvers: named })).toEqual(['Patient has no __resolveReference.']);
  });
});
