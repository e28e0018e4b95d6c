import type { Appointment, AppointmentState } from '../appointments/appointment';
import type { Transition } from './transition';

/** When a visit reached the states on its way through the clinic. */
export type Stamps = Pick<Appointment, 'arrivedAt' | 'roomedAt' | 'treatmentStartedAt' | 'completedAt'>;

const WAY = ['ARRIVED', 'IN_ROOM', 'IN_TREATMENT', 'COMPLETED'] as const satisfies readonly AppointmentState[];
const STAMP_OF = { ARRIVED: 'arrivedAt', IN_ROOM: 'roomedAt', IN_TREATMENT: 'treatmentStartedAt', COMPLETED: 'completedAt' } as const;

/** A step onward stamps the state it reaches; a step back takes away the stamps of the states behind which it leads. */
export function stampsAfter(stamps: Stamps, { action, to }: Pick<Transition, 'action' | 'to'>, now: Date): Stamps {
  const reached = (WAY as readonly AppointmentState[]).indexOf(to);
  const after = { arrivedAt: stamps.arrivedAt, roomedAt: stamps.roomedAt, treatmentStartedAt: stamps.treatmentStartedAt, completedAt: stamps.completedAt };
  if (action === 'REVERT') for (const state of WAY.slice(reached + 1)) after[STAMP_OF[state]] = null;
  const state = WAY[reached];
  if (action !== 'REVERT' && state) after[STAMP_OF[state]] = now;
  return after;
}
