import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, validate } from 'graphql';
import { workspaceFolder } from '@spindle/supergraph';
import { apiSchemaOf } from './api-schema';
import { changesBetween } from './breaking-changes';
import { compose } from './compose';
import { readSubgraphs } from './read-sdl';
import { findRequiresFaults } from './requires-lint';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.11", import: ["@key", "@external", "@requires", "@inaccessible"])';
const subgraph = (name: string, sdl: string) => ({ name, url: `http://${name}.invalid`, typeDefs: parse(`${LINK} ${sdl}`) });
const PATIENT = subgraph('patient', 'type Query { patient(id: ID!): Patient } type Patient @key(fields: "id") { id: ID! name: String sex: Sex } enum Sex { F M }');
const BILLING = subgraph('billing', 'type Patient @key(fields: "id") { id: ID! balance: String hidden: Int @inaccessible }');

function composed(...subgraphs: ReturnType<typeof subgraph>[]): string {
  const result = compose(subgraphs);
  if (!result.ok) throw new Error(result.errors.join('\n'));
  return result.supergraphSdl;
}

describe('composition', () => {
  it('gives the same text whatever the order of subgraphs, types and fields', () => {
    const turned = subgraph('patient', 'enum Sex { M F } type Patient @key(fields: "id") { sex: Sex name: String id: ID! } type Query { patient(id: ID!): Patient }');
    expect(composed(BILLING, turned)).toBe(composed(PATIENT, BILLING));
  });

  it('says what does not fit, with the code and the subgraph', () => {
    const result = compose([PATIENT, subgraph('billing', 'type Patient @key(fields: "id") { id: ID! name: Int }')]);
    expect(result).toMatchObject({ ok: false, errors: expect.arrayContaining([expect.stringMatching(/^\w+: .*Patient\.name/)]) });
  });

  it('gives hints', () => {
    const money = (description: string) => `"${description}" type Money @federation__shareable { amount: Int }`;
    const result = compose([subgraph('a', `type Query { a: Money } ${money('One')}`), subgraph('b', `type Query { b: Money } ${money('Another')}`)]);
    expect(result).toMatchObject({ ok: true, hints: [expect.stringContaining('Money')] });
  });

  it('succeeds for the SDL of this workspace, which the example in GraphiQL fits', () => {
    const result = compose(readSubgraphs(workspaceFolder()));
    expect(result).toMatchObject({ ok: true });
    const example = readFileSync(join(workspaceFolder(), 'apps/gateway/graphiql/day-sheet.graphql'), 'utf8');
    if (result.ok) expect(validate(apiSchemaOf(result.supergraphSdl), parse(example))).toEqual([]);
  });
});

describe('@requires', () => {
  const billing = (field: string, name = 'billing') => subgraph(name, `type Patient @key(fields: "id") { id: ID! age(at: String): Int @external sex: String @external name: String @external ${field} }`);

  it('is fine on a plain field', () => {
    expect(findRequiresFaults([billing('risk: Int @requires(fields: "sex name")')])).toEqual([]);
  });

  it.each([
    ['on a field with arguments', [billing('risk(at: String): Int @requires(fields: "sex")')], /Patient\.risk in billing.*field with arguments/],
    ['with arguments inside', [billing('risk: Int @requires(fields: "age(at: \\"2026\\")")')], /Patient\.risk in billing.*gives arguments/],
    ['twice and differently', [billing('risk: Int @requires(fields: "sex")'), billing('risk: Int @requires(fields: "name")', 'scheduling')], /billing and scheduling/],
  ])('is refused %s', (_how, subgraphs, message) => {
    expect(findRequiresFaults(subgraphs)).toEqual([expect.stringMatching(message)]);
    expect(compose(subgraphs).ok).toBe(false);
  });
});

describe('the difference between two supergraphs', () => {
  const before = composed(PATIENT, BILLING);

  it('is nothing between the same', () => {
    expect(changesBetween(before, before)).toEqual({ breaking: [], dangerous: [] });
  });

  it('names what breaks clients and what can surprise them', () => {
    const after = composed(subgraph('patient', 'type Query { patient(id: ID!, at: String!): Patient } type Patient @key(fields: "id") { id: ID! sex: Sex } enum Sex { F M X }'), BILLING);
    const { breaking, dangerous } = changesBetween(before, after);
    expect(breaking.join('\n')).toMatch(/Patient\.name[^]*arg at on Query\.patient|arg at on Query\.patient[^]*Patient\.name/);
    expect(breaking).toHaveLength(2);
    expect(dangerous).toEqual([expect.stringContaining('X')]);
  });

  it('does not tell of what clients never saw', () => {
    expect(changesBetween(before, composed(PATIENT, subgraph('billing', 'type Patient @key(fields: "id") { id: ID! balance: String }')))).toEqual({ breaking: [], dangerous: [] });
    expect(Object.keys(apiSchemaOf(before).getTypeMap()).filter((name) => /^(join|link)__/.test(name))).toEqual([]);
  });
});
