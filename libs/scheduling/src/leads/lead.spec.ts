import fc from 'fast-check';
import { nameKeyOf, parseLead, parseTelephone, type LeadInput } from './lead';

const input: LeadInput = { name: 'José Núñez', telephone: '(303) 555-0100', source: 'WEB_SEARCH' };

it('keeps what was told, trimmed, and the telephone in its international form', () => {
  expect(parseLead({ ...input, name: '  José   Núñez ', concern: ' My back \n hurts ', preferredLanguage: 'es' })).toEqual({ ok: true, value: {
    name: 'José Núñez', nameKey: 'jose nunez', telephone: '+13035550100', concern: 'My back \n hurts', source: 'WEB_SEARCH', sourceOther: null, preferredLanguage: 'es',
  } });
});

it.each<[string, Partial<LeadInput>, string]>([
  ['no name', { name: ' ' }, 'name'],
  ['a name without a letter', { name: '123' }, 'name'],
  ['a name of two lines', { name: 'Jo\u0007se' }, 'name'],
  ['a name without end', { name: 'a'.repeat(101) }, 'name'],
  ['a telephone number without its area code', { telephone: '555-0100' }, 'telephone'],
  ['an area code that cannot be', { telephone: '103-555-0100' }, 'telephone'],
  ['words for a telephone number', { telephone: 'call me' }, 'telephone'],
  ['a concern as long as a book', { concern: 'x'.repeat(501) }, 'concern'],
  ['"other" without words', { source: 'OTHER' }, 'sourceOther'],
  ['words beside an answer of the list', { sourceOther: 'radio' }, 'sourceOther'],
  ['a language in which nothing is written', { preferredLanguage: 'fr' }, 'preferredLanguage'],
])('refuses %s', (_what, otherwise, field) => {
  expect(parseLead({ ...input, ...otherwise })).toMatchObject({ ok: false, error: { kind: 'InvalidInputError', field } });
});

it.each([
  ['303-555-0100', '+13035550100'], ['1 303 555 0100', '+13035550100'], ['+1 (303) 555.0100', '+13035550100'], ['+52 55 1234 5678', '+525512345678'],
  ['', null], ['+0 303 555 0100', null], ['2'.repeat(30), null],
])('reads %j as %j', (text, telephone) => expect(parseTelephone(text)).toBe(telephone));

it('compares names without accents, case, punctuation and order', () => {
  expect(nameKeyOf('NUNEZ, Jose')).toBe(nameKeyOf('josé núñez'));
  expect(nameKeyOf("O'Connell-Smith Ana")).toBe(nameKeyOf('ana oconnell smith'));
  expect(nameKeyOf('Ana Ruiz')).not.toBe(nameKeyOf('Ana Ruis'));
});

it('gives a key that has itself as key', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (name) => nameKeyOf(nameKeyOf(name)) === nameKeyOf(name)));
});
