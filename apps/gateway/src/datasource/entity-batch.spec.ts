import { GraphQLError, type ExecutionResult } from 'graphql';
import { EntityBatch } from './entity-batch';

const answer = (...ids: number[]): ExecutionResult => ({ data: { _entities: ids.map((id) => ({ name: { family: `f${id}` } })) } });
const reference = (id: number) => ({ __typename: 'Patient', id });

describe('a batch of entities', () => {
  it('sends each distinct representation once, for all who ask in the same turn', async () => {
    const send = jest.fn(async (representations: readonly unknown[]) => answer(...representations.map((each) => (each as { id: number }).id)));
    const batch = new EntityBatch(send);
    const [first, second] = await Promise.all([batch.ask([reference(1), reference(2), reference(1)]), batch.ask([reference(2), reference(3)])]);
    expect(send.mock.calls).toEqual([[[reference(1), reference(2), reference(3)]]]);
    expect(first?.data?.['_entities']).toEqual(['f1', 'f2', 'f1'].map((family) => ({ name: { family } })));
    expect(second?.data?.['_entities']).toEqual(['f2', 'f3'].map((family) => ({ name: { family } })));
  });

  it('gives nobody a part of what it gave to another', async () => {
    const batch = new EntityBatch(async () => answer(1));
    const [first, second] = await Promise.all([batch.ask([reference(1), reference(1)]), batch.ask([reference(1)])]);
    const names = [first, second].flatMap((each) => (each?.data?.['_entities'] as { name: object }[]).map(({ name }) => name));
    expect(new Set(names).size).toBe(3);
  });

  it('tells an entity\'s error at each place that asked for it, and a general error once', async () => {
    const batch = new EntityBatch(async () => ({ data: { _entities: [null, {}] }, errors: [new GraphQLError('no', { path: ['_entities', 0, 'name'] }), new GraphQLError('all')] }));
    const shared = await batch.ask([reference(1), reference(2), reference(1)]);
    expect(shared?.errors?.map(({ path }) => path)).toEqual([['_entities', 0, 'name'], ['_entities', 2, 'name'], undefined]);
  });

  it('lets a later one join for what is under way, not for more', async () => {
    const batch = new EntityBatch(async () => answer(1));
    const first = batch.ask([reference(1)]);
    await Promise.resolve();
    expect(batch.ask([reference(1)])).not.toBeNull();
    expect(batch.ask([reference(2)])).toBeNull();
    await first;
  });
});
