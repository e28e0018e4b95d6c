import { LoginBackOff } from './back-off';

const fail = (backOff: LoginBackOff, times: number, { name = 'nadia', address = '203.0.113.1' } = {}): void => {
  for (let time = 0; time < times; time += 1) backOff.failed(name, address, 0);
};

describe('the back-off of logins', () => {
  it('lets a person mistype, then makes each further try wait twice as long, five minutes at most', () => {
    const backOff = new LoginBackOff();
    fail(backOff, 4);
    expect(backOff.waitSeconds('nadia', '203.0.113.1', 0)).toBe(0);
    const waits = Array.from({ length: 12 }, () => { fail(backOff, 1); return backOff.waitSeconds('nadia', '203.0.113.1', 0); });
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]);
    expect(backOff.waitSeconds('nadia', '203.0.113.1', 300_000)).toBe(0);
  });

  it('keeps nobody out at another address, and nobody else out at this one', () => {
    const backOff = new LoginBackOff();
    fail(backOff, 200);
    for (let name = 0; name < 200; name += 1) fail(backOff, 3, { name: `name-${name}` });
    for (let host = 2; host < 200; host += 1) fail(backOff, 3, { address: `203.0.113.${host}` });
    expect([backOff.waitSeconds('nadia', '203.0.113.1', 0), backOff.waitSeconds('nadia', '198.51.100.1', 0), backOff.waitSeconds('fern', '203.0.113.1', 0)]).toEqual([300, 0, 0]);
  });

  it('forgets a person\'s failures when they come in', () => {
    const backOff = new LoginBackOff();
    fail(backOff, 6);
    backOff.succeeded('nadia', '203.0.113.1');
    expect(backOff.waitSeconds('nadia', '203.0.113.1', 0)).toBe(0);
  });
});
