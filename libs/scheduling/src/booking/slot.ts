import type { SlotRefusal } from '../availability/slot-refusal';

/** Whose time a visit takes. A lead without a chart is a patient here. */
export type SlotResource = 'PRACTITIONER' | 'ROOM' | 'EQUIPMENT' | 'SESSION' | 'PATIENT';

/** Somebody has the time. */
export interface SlotTakenError {
  readonly kind: 'SlotTakenError';
  readonly message: string;
  readonly taken: readonly SlotResource[];
  readonly refusals: readonly SlotRefusal[];
  /** ISO 8601, UTC. */
  readonly nearestStarts: readonly string[];
}

/** Nobody need have the time, and yet it is not offered: closed, outside hours, too soon, … */
export interface SlotNotOfferedError {
  readonly kind: 'SlotNotOfferedError';
  readonly message: string;
  readonly refusals: readonly SlotRefusal[];
  /** ISO 8601, UTC. */
  readonly nearestStarts: readonly string[];
}
