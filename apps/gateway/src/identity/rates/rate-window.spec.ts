import { RateWindow } from './rate-window';

describe('a window of counts', () => {
  it('counts by itself before it has heard of the others', () => {
    const window = new RateWindow(0);
    expect([window.add('a'), window.add('a'), window.add('b')]).toEqual([1, 2, 1]);
  });

  it('sends what was added once, and goes on from what all have counted', () => {
    const window = new RateWindow(0);
    window.add('a');
    window.add('a');
    expect([...window.take()]).toEqual([['a', 2]]);
    expect(window.add('a')).toBe(3);
    window.learn(new Map([['a', 12]]));
    expect(window.add('a')).toBe(14);
    expect([...window.take()]).toEqual([['a', 2]]);
    expect([...window.take()]).toEqual([]);
  });

  it('loses nothing when a batch does not arrive', () => {
    const window = new RateWindow(0);
    window.add('a');
    window.giveBack(window.take());
    expect(window.add('a')).toBe(2);
    expect([...window.take()]).toEqual([['a', 2]]);
  });
});
