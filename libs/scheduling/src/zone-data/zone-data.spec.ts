import { Client } from 'pg';
import { NOW, SchedulingClinic } from '../testing/scheduling-clinic';
import { checkZoneData, compareZones } from './zone-data.repository';
import { describeDifference, firstDifference, type OffsetChange } from './zone-differences';

let clinic: SchedulingClinic;
let client: Client;
beforeAll(async () => {
  clinic = await SchedulingClinic.open();
  client = new Client({ connectionString: clinic.test.adminUrl });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await clinic.close();
});

/** What the database itself says the offset is; Intl says what Node thinks. */
async function offsetsAt(zone: string, instant: Date): Promise<{ database: number; node: number }> {
  const { rows: [row] } = await client.query<{ hours: number }>(`SELECT extract(epoch FROM ($2::timestamptz AT TIME ZONE $1) - ($2::timestamptz AT TIME ZONE 'UTC'))::float / 3600 AS hours`, [zone, instant]);
  const name = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  return { database: row?.hours ?? NaN, node: sign ? Number(`${sign}1`) * (Number(hours) + Number(minutes) / 60) : 0 };
}

it.each(['America/Denver', 'Europe/London', 'UTC', 'Asia/Kathmandu', 'Australia/Lord_Howe'])('finds that Node and PostgreSQL agree about %s', async (zone) => {
  expect(await compareZones(client, [zone], NOW)).toEqual([]);
});

it.each(['America/Vancouver', 'America/Edmonton'])('says of %s exactly what an independent look at both shows', async (zone) => {
  const [difference] = await compareZones(client, [zone], NOW);
  if (difference) {
    const offsets = await offsetsAt(zone, difference.from);
    expect([difference.here / 3600, difference.inDatabase / 3600]).toEqual([offsets.node, offsets.database]);
    expect(offsets.node).not.toBe(offsets.database);
    const before = await offsetsAt(zone, new Date(difference.from.getTime() - 60_000));
    expect(before.node).toBe(before.database);
  } else {
    for (let day = 0; day < 730; day += 1) {
      const { node, database } = await offsetsAt(zone, new Date(NOW.getTime() + day * 86_400_000));
      expect({ day, offset: node }).toEqual({ day, offset: database });
    }
  }
});

it('looks at the zones of all sites of all practices', async () => {
  expect(await checkZoneData(clinic.test, NOW)).toEqual([]);
  await clinic.asAdmin(`UPDATE scheduling.location SET time_zone = 'America/Vancouver' WHERE id = $1`, [clinic.otherRows.westminster]);
  expect(await checkZoneData(clinic.test, NOW)).toEqual(await compareZones(client, ['America/Vancouver'], NOW));
});

const course = (...changes: [string, number][]): OffsetChange[] => changes.map(([at, hours]) => ({ at: new Date(at), offsetSeconds: hours * 3600 }));
const SUMMER = course(['2026-01-01T00:00:00Z', -8], ['2026-03-08T10:00:00Z', -7], ['2026-11-01T09:00:00Z', -8]);

it.each([
  ['one side keeps summer time', course(['2026-01-01T00:00:00Z', -8], ['2026-03-08T10:00:00Z', -7]), '2026-11-01T09:00:00.000Z'],
  ['one side changes an hour later', course(['2026-01-01T00:00:00Z', -8], ['2026-03-08T11:00:00Z', -7], ['2026-11-01T09:00:00Z', -8]), '2026-03-08T10:00:00.000Z'],
  ['they never agree', course(['2026-01-01T00:00:00Z', -7]), '2026-01-01T00:00:00.000Z'],
])('names the first differing instant when %s', (_what, other, from) => {
  expect(firstDifference('America/Vancouver', SUMMER, other)?.from.toISOString()).toBe(from);
  expect(firstDifference('America/Vancouver', SUMMER, SUMMER)).toBeNull();
});

it('tells the operator which zone, from when, and what either side thinks', () => {
  expect(describeDifference({ timeZone: 'America/Vancouver', from: new Date('2026-11-01T09:00:00Z'), here: -25_200, inDatabase: -28_800 }))
    .toBe('America/Vancouver: from 2026-11-01T09:00:00.000Z on UTC-07:00 by this program, UTC-08:00 by the database');
});
