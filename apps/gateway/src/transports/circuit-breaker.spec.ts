import { CircuitBreaker, FAILURES_UNTIL_OPEN, OPEN_MS } from './circuit-breaker';

describe('a circuit', () => {
  let nowMs = 0;
  let circuit: CircuitBreaker;
  beforeEach(() => { nowMs = 0; circuit = new CircuitBreaker(() => nowMs); });
  const fail = (times: number): void => { for (let failure = 0; failure < times; failure += 1) circuit.failed(); };

  it('stays closed below the limit, and when a success comes between', () => {
    fail(FAILURES_UNTIL_OPEN - 1);
    circuit.succeeded();
    fail(FAILURES_UNTIL_OPEN - 1);
    expect(circuit.admits()).toBe(true);
  });

  it('opens at the limit, lets one request try after the pause, and closes when it succeeds', () => {
    fail(FAILURES_UNTIL_OPEN);
    expect(circuit.admits()).toBe(false);
    nowMs = OPEN_MS;
    expect([circuit.admits(), circuit.admits()]).toEqual([true, false]);
    circuit.succeeded();
    expect([circuit.admits(), circuit.admits()]).toEqual([true, true]);
  });

  it('opens again when the trial fails', () => {
    fail(FAILURES_UNTIL_OPEN);
    nowMs = OPEN_MS;
    circuit.admits();
    circuit.failed();
    nowMs = OPEN_MS + 1;
    expect(circuit.admits()).toBe(false);
  });
});
