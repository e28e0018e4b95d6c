import { parseReason } from './reason';

it.each([['  ill today ', 'ill today'], ['abc', 'abc'], ['x'.repeat(500), 'x'.repeat(500)]])('reads %j', (text, expected) => {
  expect(parseReason(text)).toEqual({ ok: true, value: expected });
});

it.each(['', '  ', 'ab', 'x'.repeat(501), 'two\nlines', 'a\u0000b'])('refuses %j', (text) => {
  expect(parseReason(text)).toMatchObject({ ok: false, error: { kind: 'InvalidInputError', field: 'reason' } });
});
