import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { readFileSync } from 'node:fs';
import { readManifest, supergraphPath, workspaceFolder } from '@spindle/supergraph';
import { apiSchemaOf } from './api-schema';
import { manifestOf, readOperationFiles } from './manifest';

const schema = buildSchema('type Query { visit(id: ID!): Visit } type Mutation { end(id: ID!): Visit } type Subscription { changed: Visit } type Visit { id: ID! note: String next: Visit }');
const file = (text: string, name = 'a.graphql') => ({ file: name, text });

describe('the manifest of registered operations', () => {
  it('holds each operation with the fragments it needs, below the root with __typename, under its hash', () => {
    const result = manifestOf([file('mutation End($id: ID!) { end(id: $id) { ...Part } } fragment Part on Visit { id next { note } } query Look($id: ID!) { visit(id: $id) { id } }')], schema);
    expect(result).toMatchObject({ ok: true, manifest: { format: 'apollo-persisted-query-manifest', version: 1, operations: [{ name: 'End', type: 'mutation' }, { name: 'Look', type: 'query' }] } });
    const [end, look] = result.ok ? result.manifest.operations : [];
    expect(end?.body).toContain('fragment Part on Visit {\n  id\n  next {\n    note\n    __typename\n  }\n  __typename\n}');
    expect(look?.body).toBe('query Look($id: ID!) {\n  visit(id: $id) {\n    id\n    __typename\n  }\n}');
    expect(look?.id).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([
    ['without a name', '{ visit(id: "1") { id } }', 'name of its own'],
    ['of a field that is not there', 'query A { visit(id: "1") { gone } }', 'gone'],
    ['that subscribes', 'subscription A { changed { id } }', '/live'],
  ])('takes none %s', (_which, text, said) => { expect(manifestOf([file(text)], schema)).toMatchObject({ ok: false, errors: expect.arrayContaining([expect.stringContaining(said)]) }); });

  it('takes no name twice', () => {
    const text = 'query A { visit(id: "1") { id } }';
    expect(manifestOf([file(text), file(text, 'b.graphql')], schema)).toMatchObject({ ok: false, errors: [expect.stringContaining('b.graphql')] });
  });

  it('is committed as the documents give it', () => {
    const files = readOperationFiles(join(workspaceFolder(), 'libs/supergraph/operations'));
    expect(files.length).toBeGreaterThan(2);
    expect(manifestOf(files, apiSchemaOf(readFileSync(supergraphPath, 'utf8')))).toEqual({ ok: true, manifest: readManifest() });
  });
});
