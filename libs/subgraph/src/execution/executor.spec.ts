import { buildSchema } from 'graphql';
import { NO_TRAIL, requestAs, sampleSubgraph } from '../testing/sample-subgraph';
import { Executor } from './executor';

const { subgraph } = sampleSubgraph();
const codes = (result: { errors?: readonly { extensions: Record<string, unknown> }[] }) => result.errors?.map(({ extensions }) => extensions['code']);

describe('an operation', () => {
  it.each([
    ['a syntax error', '{ day('], ['nothing', ''], ['an unknown field', '{ nothing }'], ['an unknown argument', '{ day(date: "2026-03-09") }'], ['a missing argument', '{ visits }'],
    ['a selection on a text', '{ visit { id } }'], ['no selection on an object', '{ price }'], ['an unknown type', 'query Q($x: Nothing) { day(value: $x) }'],
    ['an undefined variable', '{ day(value: $x) }'], ['only a fragment', 'fragment F on Query { day }'], ['a subscription', 'subscription { day }'], ['a fragment in itself', '{ ...F } fragment F on Query { ...F }'],
  ])('with %s is answered with BAD_USER_INPUT and no data', async (_what, query) => {
    const result = await subgraph.execute({ query }, requestAs());
    expect(result.data ?? null).toBeNull();
    expect(new Set(codes(result))).toEqual(new Set(['BAD_USER_INPUT']));
  });

  it('is chosen by its name', async () => {
    const query = 'query One { visit(id: null) } query Two { day(value: "2026-03-09") }';
    expect(await subgraph.execute({ query, operationName: 'One' }, requestAs())).toEqual({ data: { visit: '{"id":null}' } });
    expect(await subgraph.execute({ query, operationName: 'Two' }, requestAs())).toEqual({ data: { day: '2026-03-09' } });
    expect(codes(await subgraph.execute({ query, operationName: 'Three' }, requestAs()))).toEqual(['BAD_USER_INPUT']);
    expect(codes(await subgraph.execute({ query }, requestAs()))).toEqual(['BAD_USER_INPUT']);
  });

  it('is refused without its variables, or with variables of another kind', async () => {
    const query = 'query Q($code: String!) { told(code: $code) }';
    for (const variables of [undefined, null, {}, { code: null }, { code: 1 }, { code: ['x'] }]) expect(codes(await subgraph.execute({ query, variables }, requestAs()))).toEqual(['BAD_USER_INPUT']);
  });

  it('keeps no variable for the next request', async () => {
    const query = 'query Q($value: Date) { day(value: $value) }';
    expect(await subgraph.execute({ query, variables: { value: '2026-03-09' } }, requestAs())).toEqual({ data: { day: '2026-03-09' } });
    expect(await subgraph.execute({ query, variables: {} }, requestAs())).toEqual({ data: { day: null } });
  });

  it('is looked at once: a second refusal is the first one', async () => {
    const executor = new Executor<object>(buildSchema('type Query { day: String }'));
    const [first, second] = [await executor.execute({ query: '{ nothing }' }, {}), await executor.execute({ query: '{ nothing }' }, {})];
    expect(first.errors).toHaveLength(1);
    expect(second.errors?.[0]).toBe(first.errors?.[0]);
  });

  it('lets go of what it opened, failed or not', async () => {
    const end = jest.fn(async () => undefined);
    const counted = sampleSubgraph({ open: () => ({ context: {}, trail: NO_TRAIL, end }) });
    for (const query of ['{ day }', '{ fault(how: "error") }', '{ nothing }']) await counted.subgraph.execute({ query }, requestAs());
    expect(end).toHaveBeenCalledTimes(3);
  });

  it('gives nothing of its answer when the audit trail cannot be written, and does not say why', async () => {
    const { subgraph: unrecorded, log } = sampleSubgraph({ open: () => ({ context: {}, trail: NO_TRAIL, end: () => Promise.reject(new Error('permission denied: Maria')) }) });
    const answer = await unrecorded.execute({ query: '{ visit(id: null) }' }, requestAs());
    expect(codes(answer)).toEqual(['INTERNAL_SERVER_ERROR']);
    expect(answer.data ?? null).toBeNull();
    expect(answer.errors?.[0]?.message).toContain('could not be entered in the audit trail');
    expect(JSON.stringify(answer) + log.join('')).not.toContain('Maria');
  });
});
