import { err, ok, type Id, type Refusal, type Result } from '@spindle/kernel';
import { APPOINTMENT_STATES, type AppointmentState } from '../appointments/appointment';
import { isTimeZone, wallTimeOf } from '../wall-time';

/** A visit as another system had it. It is history: it takes no time of ours and no step of the visit flow. */
export interface ImportedAppointment {
  /** What names it in its source: the same key is stored once. */
  readonly sourceKey: string;
  readonly patientId: Id<'Patient'>;
  readonly state: AppointmentState;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** IANA name, in which the start is shown. */
  readonly timeZone: string;
  /** As the source names them. */
  readonly practitionerName: string | null;
  readonly placeName: string | null;
  readonly cancellationReason: string | null;
}

export type ImportRefusal = Refusal<'NotImportableError'>;

/** An imported appointment that can be stored. */
export interface StorableAppointment extends ImportedAppointment {
  readonly localStart: string;
}

const refuse = (message: string): { readonly ok: false; readonly error: ImportRefusal } => err({ kind: 'NotImportableError', message });

/** Checks what a source gave. */
export function checkImported(appointment: ImportedAppointment): Result<StorableAppointment, ImportRefusal> {
  const { sourceKey, state, startsAt, endsAt, timeZone } = appointment;
  if (sourceKey.length === 0 || sourceKey.length > 500) return refuse('It has no key of 1 to 500 characters.');
  if (!APPOINTMENT_STATES.includes(state) || state === 'HELD') return refuse('Its state is none that history can have.');
  if (Number.isNaN(startsAt.getTime()) || Number.isNaN(endsAt.getTime())) return refuse('It has no start or no end.');
  if (endsAt <= startsAt) return refuse('It ends before it begins.');
  if (!isTimeZone(timeZone)) return refuse('Its time zone is not known.');
  return ok({ ...appointment, localStart: wallTimeOf(startsAt, timeZone) });
}
