import type { GraphQLDataSource } from '@apollo/gateway';
import type { ExecutionResult } from 'graphql';
import type { OperationContext } from '../execution/operation-context';
import { TEST_VIEWER } from '../testing/fixture-gateway';
import { memoryLogger, type LogLine } from '../testing/memory-logger';
import { SubgraphUnavailable } from '../transports/subgraph-transport';
import { SubgraphDataSource } from './subgraph-data-source';

type ProcessOptions = Parameters<GraphQLDataSource<OperationContext>['process']>[0];
const ENTITIES = 'query A__billing__1($representations:[_Any!]!){_entities(representations:$representations){...on Patient{balance}}}';
const patient = (id: number) => ({ __typename: 'Patient', id });

function dataSource(send: () => Promise<ExecutionResult>, log: LogLine[] = []): SubgraphDataSource {
  return new SubgraphDataSource({ name: 'billing', transport: { send, ready: async () => {}, close: async () => {} }, logger: memoryLogger(log) });
}

function ask(source: SubgraphDataSource, variables: object, context: Partial<OperationContext> = {}) {
  return source.process({
    request: { query: ENTITIES, variables },
    context: { requestId: 'r-1', request: { viewer: TEST_VIEWER, requestId: 'r-1' }, mayIntrospect: false, batches: new Map(), ...context },
  } as unknown as ProcessOptions);
}

describe('the way to a subgraph', () => {
  it('is closed without a viewer', async () => {
    const send = jest.fn();
    await expect(ask(dataSource(send), {}, { request: null })).rejects.toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } });
    expect(send).not.toHaveBeenCalled();
  });

  it.each([
    ['fewer entities than asked', { data: { _entities: [{}] } }],
    ['entities of no form', { data: { _entities: 'x' } }],
    ['no entities', { data: {} }],
  ])('takes %s for no answer, at each place', async (_what, result) => {
    const log: LogLine[] = [];
    const { errors } = await ask(dataSource(async () => result, log), { representations: [patient(1), patient(2)] });
    expect(errors?.map(({ path, extensions }) => [path, extensions?.['code']])).toEqual([[['_entities', 0, 'balance'], 'SUBGRAPH_UNAVAILABLE'], [['_entities', 1, 'balance'], 'SUBGRAPH_UNAVAILABLE']]);
    expect(log).toMatchObject([{ event: 'subgraph unavailable', facts: { subgraph: 'billing', reason: 'RUBBISH', requestId: 'r-1' } }]);
  });

  it('asks again for a later fetch of the same entity, since something may have changed it in between', async () => {
    const send = jest.fn(async () => ({ data: { _entities: [{ balance: '1' }] } }));
    const [source, batches] = [dataSource(send), new Map()];
    await ask(source, { representations: [patient(1)] }, { batches });
    await ask(source, { representations: [patient(1)] }, { batches });
    expect(send).toHaveBeenCalledTimes(2);
    expect(batches.size).toBe(0);
  });

  it('does not mix what was asked with different variables', async () => {
    const send = jest.fn(async () => ({ data: { _entities: [{ balance: '1' }] } }));
    const [source, batches] = [dataSource(send), new Map()];
    await Promise.all([1, 2].map((first) => ask(source, { first, representations: [patient(1)] }, { batches })));
    expect(send).toHaveBeenCalledTimes(2);
  });

  it('lets go of a batch that failed', async () => {
    const batches = new Map();
    const source = dataSource(async () => { throw new SubgraphUnavailable('billing', 'TIMED_OUT'); });
    const answers = await Promise.all([ask(source, { representations: [patient(1)] }, { batches }), ask(source, { representations: [patient(1), patient(2)] }, { batches })]);
    expect(answers.map(({ errors }) => errors?.length)).toEqual([1, 2]);
    expect(batches.size).toBe(0);
  });
});
