import fc from 'fast-check';
import type { CalendarDay } from '@spindle/kernel';
import { foldText } from './fold-text';
import { parseSearch, SEARCH_TERMS, searchTokens, type Findable } from './search-tokens';

const agustin: Findable = {
  name: { given: ['Agustín', 'María-José'], family: "O'Núñez Straße", preferred: 'Gus' }, birthDate: '1980-03-09' as CalendarDay, recordNumber: '100042',
  telecom: [{ system: 'PHONE', use: 'MOBILE', value: '+1 (303) 555-0142' }, { system: 'EMAIL', use: null, value: 'gus@example.org' }],
};

/** Whether a search finds a person, told from the tokens alone. */
function finds(text: string, person: Findable): boolean {
  const tokens = searchTokens(person);
  return parseSearch(text).every(({ ranges }) => ranges.some(({ from, to }) => tokens.some((token) => token >= from && token < to)));
}

describe('folding', () => {
  it.each([['Agustín', 'agustin'], ['Ñúñez', 'nunez'], ['Straße', 'strasse'], ['Łukasz Søren', 'lukasz soren'], ["O'Connell", 'oconnell'], ['D’Arcy', 'darcy'], ['Smith-Jones', 'smith jones'], ['NGUYỄN', 'nguyen']])('reads %s as %s', (typed, folded) => {
    expect(foldText(typed)).toBe(folded);
  });

  it('folds what is folded to itself', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => foldText(foldText(text)) === foldText(text)));
  });
});

describe('searching', () => {
  it.each([
    'agustin', 'AGUST', 'núñez', 'nunez', 'onunez', "o'nun", 'strasse', 'maria', 'jose agustin', 'gus', 'Núñez, Agustín',
    '303-555-0142', '(303) 555 0142', '+1 303 555 0142', '3035550142', '555-0142', '0142', '1980-03-09', '3/9/1980', '03/09/1980', '100042', 'nun 0142', 'agus 3/9/1980',
  ])('finds by %s', (text) => expect(finds(text, agustin)).toBe(true));

  it.each(['maximilian', 'agustina', '303-555-0143', '0143', '1980-03-10', '100043', 'agustin 0143', 'ustin'])('does not find by %s', (text) => expect(finds(text, agustin)).toBe(false));

  it('finds everybody by the beginning of any of their names, whatever its accents and case', () => {
    const name = fc.stringMatching(/^[A-Za-zÀ-ÖØ-öø-ÿ'-]{2,12}$/).filter((text) => foldText(text) !== '');
    fc.assert(fc.property(name, name, fc.nat(12), (given, family, cut) => {
      const person = { ...agustin, name: { given: [given], family, preferred: null } };
      const typed = family.slice(0, Math.max(2, cut)).toUpperCase();
      return foldText(typed) === '' || finds(typed, person);
    }));
  });

  it('reads any text without failing, as a bounded number of terms', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => parseSearch(text).length <= SEARCH_TERMS));
  });
});
