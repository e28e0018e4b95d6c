import type { DayNumber } from '../calendar/day-number';
import type { Random, Weighted } from '../chance/random';
import { mayPractise, type Practitioner } from '../clinic/context';
import { SERVICES, type ServiceCode } from '../clinic/services';
import type { PatientInCare } from '../people/patient-in-care';

/** How many newcomers begin with the free consultation. */
const BEGINS_WITH_CONSULTATION = 0.3;

const FOLLOW_UPS: Readonly<Record<Practitioner['discipline'], Weighted<ServiceCode>>> = {
  CHIROPRACTIC: [[1, 'CHIRO_ADJUST']],
  PHYSICAL_THERAPY: [[50, 'PT_VISIT'], [22, 'DRY_NEEDLING'], [20, 'MANUAL_THERAPY'], [8, 'PT_RECHECK']],
};

/** What the next visit is: consultation and evaluation first, then what the practitioner may give on that day. */
export function chooseService(patient: PatientInCare, { practitioner, day }: { practitioner: Practitioner; day: DayNumber }, random: Random): ServiceCode {
  if (!patient.isEvaluated && !patient.hadConsultation && random.chance(BEGINS_WITH_CONSULTATION)) return 'CONSULT';
  if (!patient.isEvaluated) return practitioner.discipline === 'CHIROPRACTIC' ? 'CHIRO_NEW' : 'PT_EVAL';
  return random.weighted(FOLLOW_UPS[practitioner.discipline].filter(([, code]) => mayPractise(practitioner, SERVICES[code].requiredCredential, day)));
}
