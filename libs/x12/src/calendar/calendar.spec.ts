import { addDays, addMonths, isDay, spanOf } from './calendar';

describe('days', () => {
  it.each([['20240229', true], ['20230229', false], ['20261301', false], ['2026041', false], ['20260431', false], ['ABCDEFGH', false]])('judges %s', (day, exists) => expect(isDay(day)).toBe(exists));
  it('adds days and months', () => {
    expect(addDays('20240228', 2)).toBe('20240301');
    expect(addDays('20260101', -1)).toBe('20251231');
    expect(addMonths('20240131', 1)).toBe('20240229');
    expect(addMonths('20251115', 14)).toBe('20270115');
  });
  it('reads one day and spans', () => {
    expect(spanOf('D8', '20260401')).toEqual({ from: '20260401', to: '20260401' });
    expect(spanOf('RD8', '20260401-20260403')).toEqual({ from: '20260401', to: '20260403' });
    expect(spanOf('RD8', '20260403-20260401')).toBeUndefined();
    expect(spanOf('D8', '20260431')).toBeUndefined();
    expect(spanOf('TM', '20260401')).toBeUndefined();
  });
});
