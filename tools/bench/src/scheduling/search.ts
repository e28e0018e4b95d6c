import type { Client } from 'pg';
import { percentile } from '../graph/load';
import type { ClinicDesk } from './clinic-desk';
import { DAYS } from './crowd';
import { FREE_STARTS_BY_MULTIRANGES } from './multiranges';

export const SERVICE = 'PT_VISIT';
const FOUND = 20;
const TURNS = 10;
const SEARCH = 'query ($locationId: ID!, $from: DateTime!) { availableSlots(serviceTypeCode: "PT_VISIT", locationIds: [$locationId], from: $from, first: 20) { slots { startsAt } } }';

export interface Place { readonly practiceId: string; readonly locationId: string; readonly practitionerIds: readonly string[]; readonly rooms: number }

/** Medians in milliseconds. */
export interface SearchFigures { readonly throughGateway: number; readonly bySql: number }

/**
 * The first 20 free times: asked of the gateway over HTTP, and of SQL over multiranges, in turn. Throws when they differ.
 */
export async function measureSearch(desk: ClinicDesk, admin: Client, place: Place): Promise<SearchFigures> {
  await admin.query(`SET jit = off; SET timezone = 'UTC'`);
  const from = new Date(Math.ceil(Date.now() / 300_000) * 300_000);
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let turn = 0; turn < TURNS; turn += 1) {
    const [one, other] = [await timed(() => searched(desk, place, from)), await timed(() => sqlSearched(admin, place, from))];
    if (one.starts.length !== FOUND || one.starts.join() !== other.starts.join()) throw new Error(`The search and SQL differ: ${one.starts.join(' ')} and ${other.starts.join(' ')}`);
    ours.push(one.ms);
    theirs.push(other.ms);
  }
  return { throughGateway: median(ours), bySql: median(theirs) };
}

async function searched(desk: ClinicDesk, { locationId }: Place, from: Date): Promise<string[]> {
  const { availableSlots } = await desk.ask<{ availableSlots: { slots: { startsAt: string }[] } }>(SEARCH, { locationId, from });
  return availableSlots.slots.map(({ startsAt }) => new Date(startsAt).toISOString());
}

async function sqlSearched(admin: Client, { practiceId, locationId, practitionerIds }: Place, from: Date): Promise<string[]> {
  const until = new Date(from.getTime() + DAYS * 86_400_000);
  const { rows } = await admin.query<{ startsAt: Date }>(FREE_STARTS_BY_MULTIRANGES, [practiceId, locationId, practitionerIds, SERVICE, from, until, FOUND]);
  return rows.map(({ startsAt }) => startsAt.toISOString());
}

async function timed(search: () => Promise<string[]>): Promise<{ readonly starts: string[]; readonly ms: number }> {
  const began = performance.now();
  const starts = await search();
  return { starts, ms: performance.now() - began };
}

function median(values: readonly number[]): number {
  return percentile([...values].sort((a, b) => a - b), 0.5);
}
