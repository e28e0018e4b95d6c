import type { Id } from '@spindle/kernel';

/** Who has time that a change would take away. */
export interface BookedVisitsError {
  readonly kind: 'BookedVisitsError';
  readonly message: string;
  readonly appointmentIds: readonly Id<'Appointment'>[];
  readonly groupSessionIds: readonly Id<'GroupSession'>[];
}

/** A live reservation that stands in the way. */
export interface InTheWay {
  readonly appointmentId: Id<'Appointment'> | null;
  readonly groupSessionId: Id<'GroupSession'> | null;
}

/** The error that names all who are in the way, each once; null: nobody is. */
export function bookedVisits(inTheWay: readonly InTheWay[], change: string): BookedVisitsError | null {
  const appointmentIds = [...new Set(inTheWay.flatMap(({ appointmentId }) => appointmentId ?? []))];
  const groupSessionIds = [...new Set(inTheWay.flatMap(({ groupSessionId }) => groupSessionId ?? []))];
  if (inTheWay.length === 0) return null;
  return { kind: 'BookedVisitsError', message: `Booked visits stand against it: ${change}. Move or cancel them first.`, appointmentIds, groupSessionIds };
}
