import fc from 'fast-check';
import { placeVisits, rootsOf, type PatientAlias, type PersonVisit } from './alias';

const id = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const aliases = fc.uniqueArray(fc.record({ mergedId: id, survivorId: id }).filter(({ mergedId, survivorId }) => mergedId !== survivorId), { selector: ({ mergedId }) => mergedId });

it.each<[string, PatientAlias[], string]>([
  ['nobody merged', [], 'a'], ['a merge', [{ mergedId: 'a', survivorId: 'b' }], 'b'],
  ['a chain', [{ mergedId: 'a', survivorId: 'b' }, { mergedId: 'b', survivorId: 'c' }], 'c'],
  ['a circle, while an unmerge is on its way', [{ mergedId: 'a', survivorId: 'b' }, { mergedId: 'b', survivorId: 'a' }], 'a'],
])('after %s the record is known as what it leads to', (_name, all, root) => {
  expect(rootsOf(all, ['a']).get('a')).toBe(root);
});

it('a root is reached whatever the order in which merges are told', () => {
  fc.assert(fc.property(aliases, (all) => {
    const ids = ['a', 'b', 'c', 'd', 'e'];
    expect(rootsOf([...all].reverse(), ids)).toEqual(rootsOf(all, ids));
  }));
});

const visit = fc.record({ appointmentId: fc.uuid(), personId: fc.constantFrom('p', 'q'), startsAt: fc.integer({ min: 0, max: 30 }), length: fc.integer({ min: 1, max: 6 }) })
  .map(({ startsAt, length, ...rest }): PersonVisit => ({ ...rest, startsAt, endsAt: startsAt + length }));
const meet = (a: PersonVisit, b: PersonVisit): boolean => a.personId === b.personId && a.startsAt < b.endsAt && b.startsAt < a.endsAt;

it('all visits of a merged person are kept, those at one time in lanes of their own, and told', () => {
  fc.assert(fc.property(fc.uniqueArray(visit, { maxLength: 12, selector: ({ appointmentId }) => appointmentId }), (visits) => {
    const placed = placeVisits(visits);
    expect(placed.map(({ appointmentId }) => appointmentId).sort()).toEqual(visits.map(({ appointmentId }) => appointmentId).sort());
    for (const a of placed) {
      const others = placed.filter((b) => b.appointmentId !== a.appointmentId && meet(a, b));
      expect(others.filter(({ lane }) => lane === a.lane)).toEqual([]);
      expect(a.overlaps).toBe(others.length > 0);
      if (others.length === 0) expect(a.lane).toBe(0);
    }
  }));
});
