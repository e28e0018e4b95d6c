import { Generations } from './generations';
import type { Generation } from '../execution/generation';

function generation(): Generation & { stop: jest.Mock } {
  return { server: {} as Generation['server'], stop: jest.fn(async () => {}) };
}

describe('generations of the supergraph', () => {
  it('serve a request to its end on the one it began with', async () => {
    const [old, next] = [generation(), generation()];
    const generations = new Generations();
    generations.swap(old);
    let finish = (): void => {};
    const used: Generation[] = [];
    const running = generations.run(async (current) => {
      used.push(current);
      await new Promise<void>((resolve) => { finish = resolve; });
    });
    generations.swap(next);
    await generations.run(async (current) => { used.push(current); });
    expect(used).toEqual([old, next]);
    expect(old.stop).not.toHaveBeenCalled();
    finish();
    await running;
    await generations.stop();
    expect([old.stop.mock.calls.length, next.stop.mock.calls.length]).toEqual([1, 1]);
  });

  it('let a failed request go', async () => {
    const [old, generations] = [generation(), new Generations()];
    generations.swap(old);
    await expect(generations.run(async () => { throw new Error('no'); })).rejects.toThrow('no');
    await generations.stop();
    expect(old.stop).toHaveBeenCalledTimes(1);
    await expect(generations.run(async () => {})).rejects.toThrow('No supergraph');
  });
});
