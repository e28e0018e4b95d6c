import fc from 'fast-check';
import { requestAs, sampleSubgraph } from '../testing/sample-subgraph';

const { subgraph } = sampleSubgraph();
const run = (query: string, variables: Record<string, unknown> = {}) => subgraph.execute({ query, variables }, requestAs());

const A = '0189aaaa-0000-7000-8000-00000000000a';
const B = '0189bbbb-0000-7000-8000-00000000000b';
const MIRROR = 'query Q($input: VisitInput!) { mirror(input: $input) }';
const KEEP = 'mutation M($input: VisitInput!) { keep(input: $input) }';

describe('an identifier in an argument', () => {
  const wrong: readonly (readonly [place: string, query: string, variables: Record<string, unknown>])[] = [
    ['id', '{ visit(id: "no-id") }', {}],
    ['id', '{ visit(id: 42) }', {}],
    ['id', 'query Q($id: ID) { visit(id: $id) }', { id: '' }],
    ['id', 'query Q($id: ID) { visit(id: $id) }', { id: `${A}\n` }],
    ['ids[1]', 'query Q($ids: [ID!]!) { visits(ids: $ids) }', { ids: [A, 'x'] }],
    ['input.idempotencyKey', MIRROR, { input: { idempotencyKey: 'once' } }],
    ['input.slots[0].roomId', MIRROR, { input: { idempotencyKey: A, slots: [{ roomId: 'room 1' }] } }],
    ['input.slots[1].next.next.roomId', MIRROR, { input: { idempotencyKey: A, slots: [{ roomId: A }, { next: { roomId: B, next: { roomId: '?' } } }] } }],
    ['input.slots[0].others[0].roomId', MIRROR, { input: { idempotencyKey: A, slots: [{ others: [{ roomId: 'x' }] }] } }],
    ['input.patientIds[0][1]', MIRROR, { input: { idempotencyKey: A, patientIds: [[A, 'x']] } }],
    ['input.idempotencyKey', KEEP, { input: { idempotencyKey: 'once' } }],
  ];

  it.each(wrong)('is refused at %s: %s', async (place, query, variables) => {
    const { data, errors } = await run(query, variables);
    expect(Object.values(data ?? {})).toEqual([null]);
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.message).toContain(`\`${place}\``);
    expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT' });
  });

  it('does not repeat what was sent', async () => {
    const { errors } = await run('{ visit(id: "Maria Quintana") }');
    expect(JSON.stringify(errors)).not.toContain('Maria');
  });

  it('arrives in lower case, at every depth', async () => {
    const input = { idempotencyKey: A.toUpperCase(), slots: [{ roomId: B.toUpperCase(), notes: 'KEPT', next: { roomId: A.toUpperCase() } }], patientIds: [[A.toUpperCase()]] };
    const { data } = await run(MIRROR, { input });
    expect(JSON.parse(String(data?.['mirror']))).toEqual({ input: { idempotencyKey: A, slots: [{ roomId: B, notes: 'KEPT', next: { roomId: A } }], patientIds: [[A]] } });
  });

  it('may be absent or null where the schema allows it', async () => {
    expect(await run('{ visit }')).toEqual({ data: { visit: '{}' } });
    expect(await run('{ visit(id: null) }')).toEqual({ data: { visit: '{"id":null}' } });
  });

  it.each([
    ['an unknown enum value', { side: 'UP' }], ['an enum as a number', { side: 1 }], ['a float for a whole number', { units: 1.5 }], ['a text for a whole number', { units: '2' }],
    ['a number beyond 32 bits', { units: 2 ** 31 }], ['an unknown field', { sides: 'LEFT' }], ['a list that is none', { slots: 'x' }], ['a null in a list', { patientIds: [[null]] }],
  ])('comes with other input that is refused as a whole: %s', async (_what, more) => {
    const { data, errors } = await run(MIRROR, { input: { idempotencyKey: A, ...more } });
    expect(data ?? null).toBeNull();
    expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(['BAD_USER_INPUT']);
  });
});

describe('references', () => {
  const ENTITIES = 'query Q($refs: [_Any!]!) { _entities(representations: $refs) { ... on Visit { id note } ... on Sheet { code } } }';
  const visit = (first: string) => ({ __typename: 'Visit', id: `${first}0000000-0000-7000-8000-000000000000` });

  it('fail each for itself, whether thrown at once or later', async () => {
    const { data, errors } = await run(ENTITIES, { refs: [visit('0'), visit('9'), visit('0'), visit('8'), visit('1')] });
    expect(data?.['_entities']).toEqual([{ id: visit('0').id, note: 'kept' }, null, { id: visit('0').id, note: 'kept' }, null, null]);
    expect(errors?.map(({ path }) => path)).toEqual([['_entities', 1], ['_entities', 3]]);
    expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(['INTERNAL_SERVER_ERROR', 'INTERNAL_SERVER_ERROR']);
  });

  it('answer as many as were asked for, whichever fails', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.constantFrom('0', '1', '8', '9'), { maxLength: 12 }), async (firsts) => {
      const { data, errors } = await run(ENTITIES, { refs: firsts.map(visit) });
      expect(data?.['_entities']).toEqual(firsts.map((first) => (first === '0' ? { id: visit('0').id, note: 'kept' } : null)));
      expect(errors?.map(({ path }) => path?.[1]) ?? []).toEqual(firsts.flatMap((first, index) => (first > '1' ? [index] : [])));
    }));
  });

  it('are nobody when their key is no identifier, and no error', async () => {
    expect(await run(ENTITIES, { refs: [{ __typename: 'Visit', id: 'no-id' }, { __typename: 'Visit', id: 42 }, { __typename: 'Visit', id: null }, visit('0')] })).toEqual({ data: { _entities: [null, null, null, { id: visit('0').id, note: 'kept' }] } });
  });

  it('may have another key than an identifier', async () => {
    expect(await run(ENTITIES, { refs: [{ __typename: 'Sheet', code: 'not a UUID' }] })).toEqual({ data: { _entities: [{ code: 'not a UUID' }] } });
  });

  it('of an unknown type are an error and no leak', async () => {
    const { data, errors } = await run(ENTITIES, { refs: [{ __typename: 'Stranger', id: 'x' }] });
    expect(data?.['_entities'] ?? [null]).toEqual([null]);
    expect(errors).toHaveLength(1);
  });
});
