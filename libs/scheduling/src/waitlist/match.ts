import type { CalendarDay, Id } from '@spindle/kernel';
import { weekdayOf } from '../series/occurrence';
import { PRIORITIES, type DayPart, type WaitlistEntry } from './waitlist';

/** A time that came free. */
export interface FreedSlot {
  readonly practitionerId: Id<'Practitioner'>;
  readonly locationId: Id<'Location'>;
  readonly roomId: Id<'Room'> | null;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** Wall time at the site, "2026-03-09T08:30". */
  readonly localStart: string;
}

/** Somebody who waits, with what the match depends on beside their wishes. */
export interface Candidate {
  readonly entry: WaitlistEntry;
  readonly durationMinutes: number;
  readonly needsRoom: boolean;
  /** The patient has another visit on the slot's day. */
  readonly visitsThatDay: boolean;
  /** This slot was offered to them before. */
  readonly wasOffered: boolean;
  /** Another offer to them is open. */
  readonly hasOpenOffer: boolean;
}

const MINUTE_MS = 60_000;

/** The part of the day in which a visit begins: before noon, before five, later. */
export function dayPartOf(localStart: string): DayPart {
  const time = localStart.slice(11);
  return time < '12:00' ? 'MORNING' : time < '17:00' ? 'AFTERNOON' : 'EVENING';
}

/** Whether the slot suits the one who waits, and they the slot. */
export function fits(slot: FreedSlot, candidate: Candidate, now: Date): boolean {
  return suits(slot, candidate.entry, now) && isPossible(slot, candidate);
}

function suits({ practitionerId, locationId, startsAt, localStart }: FreedSlot, entry: WaitlistEntry, now: Date): boolean {
  const day = localStart.slice(0, 10) as CalendarDay;
  const allows = <T>(wanted: readonly T[], value: T): boolean => wanted.length === 0 || wanted.includes(value);
  return allows(entry.locationIds, locationId) && allows(entry.practitionerIds, practitionerId) && allows(entry.weekdays, weekdayOf(day)) && allows(entry.dayParts, dayPartOf(localStart))
    && (entry.earliestDay === null || entry.earliestDay <= day) && (entry.latestDay === null || day <= entry.latestDay)
    && startsAt.getTime() - now.getTime() >= entry.noticeMinutes * MINUTE_MS;
}

/** What the slot itself must have; whether the visit may be booked there is asked of the availability engine when it is held. */
function isPossible({ roomId, startsAt, endsAt }: FreedSlot, candidate: Candidate): boolean {
  return candidate.entry.state === 'WAITING' && !candidate.visitsThatDay && !candidate.wasOffered && !candidate.hasOpenOffer
    && endsAt.getTime() - startsAt.getTime() >= candidate.durationMinutes * MINUTE_MS
    && (!candidate.needsRoom || roomId !== null);
}

/**
 * Those whom the slot suits, the best first: by priority; of the same priority, who has waited longer; of those who have
 * waited equally long, whose visit leaves less of the slot unused; then by id, so that the order is always the same.
 */
export function rank(slot: FreedSlot, candidates: readonly Candidate[], now: Date): Candidate[] {
  return candidates.filter((candidate) => fits(slot, candidate, now)).sort((a, b) =>
    PRIORITIES.indexOf(a.entry.priority) - PRIORITIES.indexOf(b.entry.priority)
    || a.entry.waitingSince.getTime() - b.entry.waitingSince.getTime()
    || b.durationMinutes - a.durationMinutes
    || (a.entry.id < b.entry.id ? -1 : 1));
}
