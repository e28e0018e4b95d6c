import { makePerson } from './person';
import { fictionalTelephone } from './telephone';

const people = Array.from({ length: 2_000 }, (_, number) => makePerson(1, number));

describe('made-up people', () => {
  it('are the same whenever they are made', () => {
    expect(makePerson(1, 1_234)).toEqual(people[1_234]);
    expect(makePerson(2, 1_234)).not.toEqual(people[1_234]);
  });

  it.each([['accents', /[À-ỹ]/], ['apostrophes', /'/], ['hyphens', /-/], ['several words', / /]])('have names with %s', (_, form) => {
    expect(people.some(({ name }) => form.test([...name.given, name.family].join('')))).toBe(true);
  });

  it('speak several languages', () => {
    expect(new Set(people.map(({ language }) => language)).size).toBeGreaterThanOrEqual(8);
  });

  it('live where the sites are', () => {
    const cities = new Set(people.map(({ address }) => address?.city));
    expect([...cities]).toEqual(expect.arrayContaining(['Broomfield', 'Westminster']));
    expect(people.every(({ address }) => address?.state === 'CO' && /^80\d{3}$/.test(address.postalCode ?? ''))).toBe(true);
  });

  it('have telephone numbers kept for fiction, different ones in the thousands', () => {
    const numbers = Array.from({ length: 20_000 }, (_, place) => fictionalTelephone(place));
    expect(new Set(numbers).size).toBe(20_000);
    expect(numbers.every((number) => /^[2-9]\d{2}-555-01\d{2}$/.test(number))).toBe(true);
  });
});
