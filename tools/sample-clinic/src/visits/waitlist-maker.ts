import { calendarDay, DAY, HOUR } from '../calendar/day-number';
import { Random } from '../chance/random';
import { timeOrderedId } from '../chance/time-ordered-id';
import type { Clinic, SampleContext } from '../clinic/context';
import type { PatientInCare } from '../people/patient-in-care';

/** Of so many patients one waits for an earlier time; at least two of a practice, at most thirty. */
const ONE_OF = 50;
const WAITING = { least: 2, most: 30 } as const;
/** They wait for the coming weeks. */
const LATEST_DAYS = 30;
const PRIORITIES = ['NORMAL', 'NORMAL', 'HIGH', 'URGENT'] as const;
const DAY_PARTS = [['MORNING'], ['AFTERNOON'], []] as const;

/** Writes who waits for an earlier time than the one they have, or for any. */
export function writeWaitlist(context: SampleContext, { sites, practitioners }: Clinic, patients: readonly PatientInCare[]): void {
  const random = new Random(context.seed, `${context.profile.practice.slug} waitlist`);
  const wanted = Math.min(patients.length, WAITING.most, Math.max(WAITING.least, Math.floor(patients.length / ONE_OF)));
  const left = [...patients];
  for (let count = 0; count < wanted; count += 1) {
    const [patient] = left.splice(random.between(0, left.length - 1), 1);
    if (!patient) return;
    const practitioner = practitioners[patient.practitioner];
    const waitingSince = context.now - random.between(2 * HOUR, 12 * DAY);
    context.sink.add('scheduling.waitlist_entry', {
      id: timeOrderedId(waitingSince, random), version: 1, state: 'WAITING', patient_id: patient.id, service_type_code: practitioner?.discipline === 'CHIROPRACTIC' ? 'CHIRO_ADJUST' : 'PT_VISIT',
      priority: random.pick(PRIORITIES), location_ids: [random.pick(sites).id], practitioner_ids: practitioner && random.chance(0.5) ? [practitioner.id] : [], weekdays: [], day_parts: random.pick(DAY_PARTS),
      earliest_day: null, latest_day: calendarDay(context.today + LATEST_DAYS), notice_minutes: 120, waiting_since: new Date(waitingSince),
    });
  }
}
