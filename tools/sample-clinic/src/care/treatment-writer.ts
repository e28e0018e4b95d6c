import type { Id } from '@spindle/kernel';
import { calendarDay, MINUTE } from '../calendar/day-number';
import type { Random } from '../chance/random';
import { timeOrderedId } from '../chance/time-ordered-id';
import type { SampleContext } from '../clinic/context';
import type { Visit } from '../visits/visit';

/** A visit to which the patient came, with its encounter. Instants are milliseconds since 1970. */
export interface AttendedVisit {
  readonly visit: Visit;
  readonly encounterId: string;
  readonly arrivedAt: number;
  readonly completedAt: number;
}

/** What is needled in turn: muscles of the neck and shoulder, by their keys in the catalogue. */
const MUSCLES = ['trapezius-upper', 'levator-scapulae', 'splenius-capitis', 'infraspinatus'];
const SENSATIONS = ['like a cramp', 'a short electric shock', 'a dull ache', null];
const CHECKS = ['SCREENING_CURRENT', 'CONSENT_VALID', 'CREDENTIAL_VALID', 'NEEDLES_ACCOUNTED', 'LOT_RECORDED', 'PAIN_RECORDED'];
const NOTE = { objective: 'Taut bands in the neck, local twitch seen.', plan: 'Needling again at the next visit; exercises at home.' };

/** When the needles of a visit were written down: near the end of the treatment. */
export function needledAt({ completedAt }: Pick<AttendedVisit, 'completedAt'>): number {
  return completedAt - 8 * MINUTE;
}

/** Writes what a practitioner writes at the table: pain, needles, exercise, the signed note, and the call of the next day. */
export class TreatmentWriter {
  constructor(private readonly context: SampleContext, private readonly random: Random) {}

  /** The `ordinal`th treatment of a course, 1 and up: pain goes down from one to the next. */
  write(attended: AttendedVisit, ordinal: number): void {
    const before = Math.max(1, 8 - ordinal - this.random.between(0, 1));
    this.#writePain(attended, { before, after: Math.max(0, before - this.random.between(1, 3)) });
    this.#writeNeedles(attended, ordinal);
    this.#writeNote(attended, { ...NOTE, subjective: `Neck pain ${before} of 10.`, assessment: ordinal === 1 ? 'Trigger points in the upper trapezius.' : 'Improving.' });
    this.#writeCheckIn(attended);
  }

  #writePain({ visit, encounterId, arrivedAt, completedAt }: AttendedVisit, { before, after }: { before: number; after: number }): void {
    for (const [phase, score, at] of [['BEFORE', before, arrivedAt + 10 * MINUTE], ['AFTER', after, completedAt - MINUTE]] as const) {
      this.context.sink.add('patient.pain_score', { id: timeOrderedId(at, this.random), encounter_id: encounterId, patient_id: visit.patient.id, phase, score, recorded_by: this.context.people.PRACTITIONER.id, recorded_at: new Date(at) });
    }
  }

  #writeNeedles(attended: AttendedVisit, ordinal: number): void {
    const { visit: { patient, duty: { practitioner } }, encounterId } = attended;
    const at = needledAt(attended);
    for (const muscle of MUSCLES.slice(0, this.random.between(2, MUSCLES.length))) {
      const needles = this.random.between(1, 3);
      this.context.sink.add('patient.needling_site', {
        id: timeOrderedId(at, this.random), encounter_id: encounterId, patient_id: patient.id, practitioner_id: practitioner.id, muscle_key: muscle, side: this.random.pick(['LEFT', 'RIGHT']),
        needle_diameter_mm: '0.30', needle_length_mm: '40.0', lot: `L-${2_030 + ordinal}`, needles_in: needles, needles_out: needles, taut_band: true, twitch_response: this.random.pick(['SEEN', 'SEEN', 'NOT_SEEN']),
        sensation: this.random.pick(SENSATIONS), electrical_stimulation: false, recorded_at: new Date(at), corrects_id: null, withdrawn: false,
      });
    }
    this.context.sink.add('patient.service_line', {
      id: timeOrderedId(at, this.random), encounter_id: encounterId, patient_id: patient.id, code: '97110', minutes_by_clinician: 15, minutes_by_assistant: 0, muscle_keys: [],
      recorded_by: this.context.people.PRACTITIONER.id, recorded_at: new Date(at), corrects_id: null, withdrawn: false,
    });
  }

  #writeNote({ visit: { id: appointmentId, patient, duty: { practitioner } }, encounterId, completedAt }: AttendedVisit, text: Readonly<Record<'subjective' | 'objective' | 'assessment' | 'plan', string>>): void {
    const noteId = timeOrderedId(completedAt, this.random);
    const written = { ...text, author_id: practitioner.id, written_at: new Date(completedAt) };
    this.context.sink.add('patient.clinical_note', { id: noteId, version: 1, encounter_id: encounterId, patient_id: patient.id, state: 'SIGNED', ...written, signed_by: practitioner.id, signed_at: new Date(completedAt) });
    this.context.sink.add('patient.note_version', { note_id: noteId, version: 1, ...written });
    for (const kind of CHECKS) this.context.sink.add('patient.signing_check', { note_id: noteId, check_kind: kind, finding: 'MET' });
    this.context.sink.add('scheduling.visit_lock', { appointment_id: appointmentId, kind: 'NOTE_SIGNED' });
  }

  /** Calls of days that are over were made. */
  #writeCheckIn({ visit: { patient, duty: { day } }, encounterId, completedAt }: AttendedVisit): void {
    const isDone = day + 1 < this.context.today;
    this.context.sink.add('patient.care_task', {
      id: timeOrderedId(completedAt, this.random), encounter_id: encounterId, patient_id: patient.id, version: isDone ? 2 : 1, kind: 'NEXT_DAY_CHECK_IN', due_on: calendarDay(day + 1),
      done_at: isDone ? new Date(completedAt + 20 * 60 * MINUTE) : null, done_by: isDone ? (this.context.people.FRONT_DESK.id satisfies Id<'Person'>) : null, outcome: isDone ? 'A little sore, no bruise.' : null,
    });
  }
}
