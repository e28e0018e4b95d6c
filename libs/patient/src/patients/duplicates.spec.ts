import type { CalendarDay } from '@spindle/kernel';
import { mayBeSamePerson, type Likeness } from './duplicates';

const person = (given: string, family: string, birthDate = '1980-03-09'): Likeness => ({ name: { given: [given], family }, birthDate: birthDate as CalendarDay });

describe('possible duplicates', () => {
  const known = person('Agustín', 'Núñez');

  it.each([
    ['the same person', person('Agustin', 'Nunez')],
    ['a married name', person('Agustín', 'Okafor')],
    ['a nickname', person('Gus', 'Núñez')],
    ['a twin', person('Rosa', 'Núñez')],
    ['a misheard name', person('Augustin', 'Nunes')],
    ['a mistyped birth date', person('Agustín', 'Núñez', '1980-09-03')],
  ])('warns of %s', (_who, other) => expect(mayBeSamePerson(known, other)).toBe(true));

  it.each([
    ['another person of that birth date', person('Wilhelmina', 'Okafor')],
    ['a parent of the same family', person('Rosa', 'Núñez', '1955-01-01')],
    ['a short name that differs', person('Li', 'Wu')],
  ])('does not warn of %s', (_who, other) => expect(mayBeSamePerson(known, other)).toBe(false));

  it('does not depend on who is registered first', () => {
    const people = [known, person('Rosa', 'Núñez'), person('Augustin', 'Nunes'), person('Li', 'Wu'), person('Agustín', 'Núñez', '1980-09-03')];
    for (const one of people) for (const other of people) expect(mayBeSamePerson(one, other)).toBe(mayBeSamePerson(other, one));
  });
});
