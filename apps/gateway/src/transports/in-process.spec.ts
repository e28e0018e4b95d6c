import type { Subgraph } from '@spindle/subgraph';
import { TEST_VIEWER } from '../testing/fixture-gateway';
import { inProcessTransport } from './in-process';

const request = { viewer: TEST_VIEWER, requestId: 'r-1' };
const operation = { query: '{ a }', variables: {}, isMutation: false };
const subgraph = (execute: Subgraph['execute'], ready: Subgraph['ready'] = async () => {}) => ({ name: 'billing', execute, ready }) as Subgraph;
const never = () => new Promise<never>(() => {});

describe('a subgraph in this process', () => {
  it('gets the very identity that the gateway verified', async () => {
    const execute = jest.fn(async () => ({ data: { a: 1 } }));
    expect(await inProcessTransport(subgraph(execute)).send(operation, request)).toEqual({ data: { a: 1 } });
    expect((execute.mock.calls as unknown[][])[0]?.[1]).toBe(request);
  });

  it('that does not answer counts as unavailable after its time', async () => {
    await expect(inProcessTransport(subgraph(never), { timeoutMs: 20 }).send(operation, request)).rejects.toMatchObject({ code: 'TIMED_OUT', subgraph: 'billing' });
  });

  it('that throws counts as unavailable, with the cause for the log', async () => {
    const cause = new Error('pool gone');
    await expect(inProcessTransport(subgraph(async () => { throw cause; })).send(operation, request)).rejects.toMatchObject({ code: 'REFUSED', cause });
  });

  it('is ready when it says so in time', async () => {
    await expect(inProcessTransport(subgraph(never)).ready()).resolves.toBeUndefined();
    await expect(inProcessTransport(subgraph(never, never), { timeoutMs: 20 }).ready()).rejects.toThrow();
  });
});
