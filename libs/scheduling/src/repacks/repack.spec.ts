import fc from 'fast-check';
import type { RecordedAppointment } from '../appointments/appointment';
import type { PractitionerAvailability, Reserved, SiteAvailability } from '../availability/availability';
import { refusalsOf } from '../availability/refusals';
import { costOf, REPACK_COST, type RepackOption, type RepackPlace, type Taking } from './repack';
import { availabilityFor, type RepackFacts } from './repack-facts';
import { candidateOf } from './repack-options';
import { repack } from './repacking';

const HOUR_MS = 3_600_000;
const NINE = Date.parse('2026-03-10T15:00:00Z');
const [ABSENT, RUIZ, OKAFOR] = ['absent', 'ruiz', 'okafor'];
const [HERE, THERE] = ['broomfield', 'westminster'];
const place: RepackPlace = { practitionerId: ABSENT, locationId: HERE, roomId: 'one', equipmentId: null, startsAt: NINE, endsAt: NINE + HOUR_MS };

it.each<[string, Partial<RepackPlace>, number]>([
  ['the same practitioner half an hour later', { startsAt: NINE + HOUR_MS / 2 }, 30],
  ['another practitioner at the same time', { practitionerId: RUIZ }, 60],
  ['another practitioner in another room', { practitionerId: RUIZ, roomId: 'two' }, 65],
  ['the same practitioner two hours later', { startsAt: NINE + 2 * HOUR_MS }, 120],
  ['another practitioner at another site, whatever the room', { practitionerId: RUIZ, locationId: THERE, roomId: 'west' }, 300],
  ['the same practitioner on the next day', { startsAt: NINE + 24 * HOUR_MS }, 1_440],
])('%s costs what the schema says', (_where, otherwise, cost) => {
  expect(costOf(place, { ...place, ...otherwise })).toBe(cost);
});

const service = { code: 'FOLLOW_UP', needsRoom: true, roomKind: null, equipmentKind: null, requiredCredential: null, requiredCredentialHours: null, retired: false, seats: null, accepts: 'ANYBODY', gridMinutes: 60, minimumNoticeMinutes: 0, horizonDays: 365,
  practitionerMinutesBefore: 0, practitionerMinutesAfter: 0, roomMinutesBefore: 0, roomMinutesAfter: 0, equipmentMinutesBefore: 0, equipmentMinutesAfter: 0, overlap: 'EXCLUSIVE' };
const visit = (hour: number, number: number, roomId: string): RecordedAppointment => ({
  id: `visit ${number}`, patientId: `patient ${number % 4}`, leadId: null, sessionId: null, equipmentId: null, timeZone: 'America/Denver', practitioner: { id: ABSENT }, location: { id: HERE }, room: { id: roomId }, serviceType: service,
  startsAt: new Date(NINE + hour * HOUR_MS), endsAt: new Date(NINE + (hour + 1) * HOUR_MS),
}) as unknown as RecordedAppointment;

const site = (id: string, rooms: readonly string[]): SiteAvailability => ({ location: { id, timeZone: 'America/Denver', state: 'CO' }, travelPaddingMs: HOUR_MS / 2, rooms: rooms.map((room) => ({ id: room, name: room, kind: 'TREATMENT', capacity: room === 'gym' ? 2 : 1 })), equipment: [], closures: [] }) as unknown as SiteAvailability;
const practitioner = (id: string, locationIds: readonly string[], opens: number): PractitionerAvailability => ({
  practitioner: { id }, capacity: 1, locationIds: new Set(locationIds), credentials: [],
  weeklyHours: locationIds.map((locationId) => ({ locationId, serviceTypeCode: null, validFrom: '2026-01-01', validTo: null, days: [2, 3].map((weekday) => ({ weekday, opensMinute: opens * 60, closesMinute: (opens + 4) * 60 })) })),
  exceptions: id === ABSENT ? [{ kind: 'ABSENCE', locationId: null, serviceTypeCode: null, localFrom: '2026-03-10T00:00', localUntil: '2026-03-11T00:00' }] : [],
}) as unknown as PractitionerAvailability;
const busy = (hour: number, locationId = HERE): Reserved => {
  const stretch = { startsAt: NINE + hour * HOUR_MS, endsAt: NINE + (hour + 1) * HOUR_MS };
  return { ...stretch, holderId: 'other', locationId, firstLane: 0, endLane: 1, visit: stretch, travel: { startsAt: stretch.startsAt - HOUR_MS / 2, endsAt: stretch.endsAt + HOUR_MS / 2 } };
};
/** One visit of a resource at a time. */
const sorted = (hours: readonly number[], locationId = HERE): Reserved[] => [...new Set(hours)].sort((a, b) => a - b).map((hour) => busy(hour, locationId));

const days = fc.record({
  hours: fc.uniqueArray(fc.nat(5), { minLength: 1, maxLength: 5 }), rooms: fc.array(fc.constantFrom('one', 'two', 'gym'), { minLength: 5, maxLength: 5 }), opens: fc.tuple(fc.integer({ min: 8, max: 11 }), fc.integer({ min: 8, max: 11 })),
  ruiz: fc.array(fc.nat(8), { maxLength: 4 }), okafor: fc.array(fc.nat(8), { maxLength: 3 }), roomOne: fc.array(fc.nat(8), { maxLength: 3 }), patient: fc.array(fc.integer({ min: 6, max: 9 }), { maxLength: 2 }),
}).map(({ hours, rooms, opens, ruiz, okafor, roomOne, patient }) => {
  const reservations = new Map([[RUIZ, sorted(ruiz)], [OKAFOR, sorted(okafor, THERE)], ['one', sorted(roomOne.filter((hour) => !hours.includes(hour)))], ['patient 0', sorted(patient)]] as [string, Reserved[]][]);
  const facts: RepackFacts = {
    now: new Date(NINE - 3 * HOUR_MS), within: { startsAt: NINE - 24 * HOUR_MS, endsAt: NINE + 30 * HOUR_MS }, reservations,
    sites: [site(HERE, ['gym', 'one', 'two']), site(THERE, ['west'])], practitioners: [practitioner(ABSENT, [HERE], 9), practitioner(RUIZ, [HERE], opens[0]), practitioner(OKAFOR, [HERE, THERE], opens[1])],
  };
  return { facts, visits: hours.map((hour, number) => visit(hour, number, rooms[number] ?? 'one')) };
});

const clash = (one: Taking, other: Taking): boolean => one.resourceId === other.resourceId
  && one.startsAt < other.endsAt + (one.wayMs !== null && one.locationId !== other.locationId ? HOUR_MS : 0) && other.startsAt < one.endsAt + (one.wayMs !== null && one.locationId !== other.locationId ? HOUR_MS : 0);
/** Whether all can be had together: of a resource that bears one, one at a time; of the gym, two. */
function goTogether(options: readonly RepackOption[]): boolean {
  const takings = options.flatMap((option, holder) => option.takings.map((taking) => ({ ...taking, holder })));
  return takings.every((taking) => takings.filter((other) => other.holder !== taking.holder && clash(taking, other)).length < taking.places);
}

it('a proposal can be had as a whole, is the same in whatever order the visits come, and no visit or pair of visits could be placed at less cost', () => {
  let placed = 0;
  fc.assert(fc.property(days, fc.nat(), ({ facts, visits }, turn) => {
    const candidates = visits.map((each) => candidateOf(each, facts, 2));
    const chosen = repack(candidates);
    const turned = [...candidates.slice(turn % candidates.length), ...candidates.slice(0, turn % candidates.length)];
    expect(new Map(turned.map(({ id }) => [id, repack(turned).get(id)]))).toEqual(new Map(turned.map(({ id }) => [id, chosen.get(id)])));
    const of = (id: string): RepackOption => chosen.get(id) as RepackOption;
    expect(goTogether([...chosen.values()])).toBe(true);
    for (const each of visits) {
      const { place: found } = of(each.id);
      if (found) expect(refusalsOf(availabilityFor(each, facts), { ...found, startsAt: new Date(found.startsAt), endsAt: new Date(found.endsAt) })).toEqual([]);
      placed += found ? 1 : 0;
    }
    const options = new Map(candidates.map((candidate) => [candidate.id, [...candidate.options()]]));
    for (const one of candidates) {
      for (const other of candidates) {
        const rest = candidates.filter((each) => each !== one && each !== other).map(({ id }) => of(id));
        const now = of(one.id).cost + (one === other ? 0 : of(other.id).cost);
        for (const first of options.get(one.id) ?? []) {
          if (first.cost >= now || !goTogether([...rest, first])) continue;
          const seconds = one === other ? [null] : options.get(other.id) ?? [];
          const better = seconds.find((second) => first.cost + (second?.cost ?? 0) < now && goTogether([...rest, first, ...(second ? [second] : [])]));
          expect(better).toBeUndefined();
        }
      }
    }
  }), { numRuns: 30 });
  expect(placed).toBeGreaterThan(30);
}, 60_000);

it('gives one place that two want to the one who has nowhere else to go, also when the other was asked first', () => {
  const facts: RepackFacts = {
    now: new Date(NINE - 3 * HOUR_MS), within: { startsAt: NINE - HOUR_MS, endsAt: NINE + 2 * HOUR_MS }, sites: [site(HERE, ['one', 'two'])], practitioners: [practitioner(ABSENT, [HERE], 9), practitioner(RUIZ, [HERE], 9)],
    reservations: new Map([[RUIZ, [busy(2), busy(3)]], ['patient 2', [busy(0)]]]),
  };
  const chosen = repack([visit(1, 1, 'one'), visit(1, 2, 'two')].map((each) => candidateOf(each, facts, 1)));
  expect([chosen.get('visit 1')?.place?.startsAt, chosen.get('visit 2')?.place?.startsAt]).toEqual([NINE, NINE + HOUR_MS]);
});

it('leaves a visit where it is when nobody can take it', () => {
  const facts: RepackFacts = { now: new Date(NINE - HOUR_MS), within: { startsAt: NINE - HOUR_MS, endsAt: NINE + 2 * HOUR_MS }, sites: [site(HERE, ['one'])], practitioners: [practitioner(ABSENT, [HERE], 9)], reservations: new Map() };
  expect(repack([candidateOf(visit(0, 0, 'one'), facts, 1)]).get('visit 0')).toMatchObject({ place: null, cost: REPACK_COST.noPlace });
});
