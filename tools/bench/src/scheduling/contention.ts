import { randomUUID } from 'node:crypto';
import { Pool, type Client } from 'pg';
import type { ClinicDesk } from './clinic-desk';
import { SERVICE, type Place } from './search';

export const ATTEMPTS = 200;
const FREE = 'query ($locationId: ID!) { availableSlots(serviceTypeCode: "PT_VISIT", locationIds: [$locationId], first: 1) { slots { startsAt practitioner { id } } } }';
const BOOK = 'mutation ($input: BookAppointmentInput!) { bookAppointment(input: $input) { appointment { id } errors { __typename ... on SlotTakenError { nearestStarts } } } }';
const PLAIN = `INSERT INTO scheduling.reservation (practice_id, holder_id, appointment_id, resource_id, location_id, lanes, during, starts_at, ends_at, live, minutes_before, minutes_after)
  VALUES ($1, $2, $2, $3, $4, '[0,1)', tstzrange($5, $6, '[)'), $5, $6, true, 0, 0) ON CONFLICT DO NOTHING`;

interface Booked { readonly bookAppointment: { readonly appointment: object | null; readonly errors: readonly { readonly __typename: string; readonly nearestStarts?: readonly string[] }[] } }

export interface ContentionFigures {
  readonly winners: number;
  /** Refused as `SlotTakenError`. */
  readonly taken: number;
  /** Of these, with other times of the day. */
  readonly withNeighbours: number;
  readonly milliseconds: number;
  /** As many plain inserts of one row at one time, from 50 connections. */
  readonly plainMilliseconds: number;
}

/** Two hundred patients want the first free slot at once, through the gateway. */
export async function measureContention(desk: ClinicDesk, admin: Client, place: Place): Promise<ContentionFigures> {
  const { availableSlots } = await desk.ask<{ availableSlots: { slots: { startsAt: string; practitioner: { id: string } }[] } }>(FREE, place);
  const [slot] = availableSlots.slots;
  if (!slot) throw new Error('No slot is free.');
  const { rows: patients } = await admin.query<{ id: string }>(`SELECT id FROM scheduling.resource WHERE practice_id = $1 AND kind = 'PATIENT' ORDER BY id LIMIT ${ATTEMPTS}`, [place.practiceId]);
  const inputs = patients.map(({ id }) => ({ idempotencyKey: randomUUID(), patientId: id, practitionerId: slot.practitioner.id, locationId: place.locationId, serviceTypeCode: SERVICE, startsAt: slot.startsAt }));
  const began = performance.now();
  const payloads = await Promise.all(inputs.map(async (input) => (await desk.ask<Booked>(BOOK, { input })).bookAppointment));
  const milliseconds = performance.now() - began;
  const taken = payloads.flatMap(({ errors }) => errors).filter(({ __typename: type }) => type === 'SlotTakenError');
  return {
    winners: payloads.filter(({ appointment }) => appointment !== null).length, taken: taken.length,
    withNeighbours: taken.filter(({ nearestStarts = [] }) => nearestStarts.length > 0).length,
    milliseconds, plainMilliseconds: await insertPlainly(admin, place),
  };
}

async function insertPlainly(admin: Client, { practiceId, locationId, practitionerIds: [practitionerId] }: Place): Promise<number> {
  const { user, password, host, port, database } = admin;
  const pool = new Pool({ user: user ?? '', password: password ?? '', host, port, database: database ?? '', max: 50, options: '-c session_replication_role=replica' });
  const at = new Date(Date.now() + 3_000 * 86_400_000);
  await Promise.all(Array.from({ length: 50 }, () => pool.query('SELECT 1')));
  const began = performance.now();
  await Promise.all(Array.from({ length: ATTEMPTS }, () => pool.query(PLAIN, [practiceId, randomUUID(), practitionerId, locationId, at, new Date(at.getTime() + 1_800_000)])));
  const milliseconds = performance.now() - began;
  await pool.end();
  return milliseconds;
}
