import { GraphQLError } from 'graphql';
import { requestAs, ROW_TEXT, sampleSubgraph } from '../testing/sample-subgraph';
import { maskErrors } from './mask-errors';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const partsOfRow = ROW_TEXT.split(/[ ,]+/).filter((part) => part.length > 4);

function expectNoRow(text: string): void {
  for (const part of partsOfRow) expect(text).not.toContain(part);
}

describe('a fault', () => {
  it.each(['error', 'rejected', 'text', 'object', 'untold', 'database'])('says nothing of what a row holds: %s', async (how) => {
    const { subgraph, log } = sampleSubgraph();
    const { data, errors } = await subgraph.execute({ query: 'query Q($how: String!) { again: fault(how: $how) day }', variables: { how } }, requestAs());
    expect(data).toEqual({ again: null, day: null });
    expect(errors).toHaveLength(1);
    const [{ message, path, extensions, locations }] = errors as [GraphQLError];
    expect({ path, code: extensions['code'], locations }).toEqual({ path: ['again'], code: 'INTERNAL_SERVER_ERROR', locations: undefined });
    expect(Object.keys(extensions).sort()).toEqual(['code', 'reference']);
    expect(extensions['reference']).toMatch(UUID);
    expect(message).toContain('Something went wrong on our side.');
    expectNoRow(JSON.stringify(errors));
    expectNoRow(log.join());
    expect(log).toHaveLength(1);
    expect(JSON.parse(log[0] ?? '')).toMatchObject({ level: 'error', event: 'fault', subgraph: 'sample', requestId: 'request-1', reference: extensions['reference'] });
  });

  it('nulls its parent as the schema says, and keeps its path', async () => {
    const { subgraph } = sampleSubgraph();
    const { data, errors } = await subgraph.execute({ query: '{ never }' }, requestAs());
    expect(data ?? null).toBeNull();
    expect(errors?.map(({ path, extensions }) => [path, extensions['code']])).toEqual([[['never'], 'INTERNAL_SERVER_ERROR']]);
  });

  it('deep in a list of references keeps its whole path', async () => {
    const { subgraph } = sampleSubgraph();
    const refs = ['0', '0'].map((first) => ({ __typename: 'Visit', id: `${first}0000000-0000-7000-8000-000000000000` }));
    const { errors } = await subgraph.execute({ query: 'query Q($refs: [_Any!]!) { _entities(representations: $refs) { ... on Visit { sad: broken } } }', variables: { refs } }, requestAs());
    expect(errors?.map(({ path }) => path)).toEqual([['_entities', 0, 'sad'], ['_entities', 1, 'sad']]);
    expectNoRow(JSON.stringify(errors));
  });

  it('tells the class, the code and the constraint to the operator', async () => {
    const { subgraph, log } = sampleSubgraph();
    await subgraph.execute({ query: '{ fault(how: "database") }' }, requestAs());
    expect(JSON.parse(log[0] ?? '').cause).toMatchObject({ kind: 'Error', code: '23505', constraint: 'patient_record_number' });
  });
});

describe('an error that is meant for the client', () => {
  it.each(['BAD_USER_INPUT', 'UNAUTHENTICATED', 'FORBIDDEN', 'OVERLOADED'])('passes with %s, its message and its path, and nothing else', async (code) => {
    const { subgraph, log } = sampleSubgraph();
    const { errors } = await subgraph.execute({ query: 'query Q($code: String!) { told(code: $code) }', variables: { code } }, requestAs());
    expect(JSON.parse(JSON.stringify(errors))).toEqual([{ message: 'This is meant for you.', path: ['told'], extensions: { code } }]);
    expect(log).toEqual([]);
  });

  it.each(['SOMETHING', '', 'bad_user_input', 'constructor'])('is a fault with the code %j', async (code) => {
    const { subgraph } = sampleSubgraph();
    const { errors } = await subgraph.execute({ query: 'query Q($code: String!) { told(code: $code) }', variables: { code } }, requestAs());
    expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(['INTERNAL_SERVER_ERROR']);
  });
});

describe('masking', () => {
  it('leaves a result without errors as it is', () => {
    const result = { data: { day: null } };
    expect(maskErrors(result, () => { throw new Error('not called'); })).toBe(result);
  });

  it('gives each fault a reference of its own', () => {
    const report = jest.fn();
    const fault = (): GraphQLError => new GraphQLError(ROW_TEXT, { path: ['day'], originalError: new Error(ROW_TEXT) });
    const { errors } = maskErrors({ errors: [fault(), fault()] }, report);
    expect(new Set(errors?.map(({ extensions }) => extensions['reference'])).size).toBe(2);
    expect(report.mock.calls.map(([{ reference }]) => reference)).toEqual(errors?.map(({ extensions }) => extensions['reference']));
  });

  it('masks a fault before execution that comes from our code', () => {
    const { errors } = maskErrors({ errors: [new GraphQLError(ROW_TEXT, { originalError: new Error(ROW_TEXT) })] }, () => undefined);
    expect(errors?.[0]?.extensions['code']).toBe('INTERNAL_SERVER_ERROR');
  });
});
