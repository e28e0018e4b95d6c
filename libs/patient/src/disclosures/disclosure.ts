import { err, ok, type CalendarDay, type Id, type Result } from '@spindle/kernel';
import type { InvalidInputError } from '../patients/patient';
import { lengthFlaw } from '../texts';

/** Grounds of which no account is given (45 CFR 164.528(a)(1)), in words. */
const OUTSIDE = {
  TREATMENT: 'for treatment', PAYMENT: 'for payment', OPERATIONS: 'for health care operations', TO_PATIENT: 'to the patient', PATIENT_AUTHORIZATION: 'under the patient’s own authorization',
} as const;
type OutsideBasis = keyof typeof OUTSIDE;

export type AccountableBasis =
  | 'REQUIRED_BY_LAW' | 'PUBLIC_HEALTH' | 'ABUSE_OR_NEGLECT' | 'HEALTH_OVERSIGHT' | 'JUDICIAL_PROCEEDING' | 'LAW_ENFORCEMENT' | 'DECEDENT' | 'ORGAN_DONATION'
  | 'RESEARCH' | 'SERIOUS_THREAT' | 'SPECIALIZED_GOVERNMENT_FUNCTION' | 'WORKERS_COMPENSATION' | 'IMPERMISSIBLE';

export interface DisclosureDetails<Basis = AccountableBasis> {
  readonly disclosedOn: CalendarDay;
  readonly recipientName: string;
  readonly recipientAddress: string | null;
  readonly description: string;
  readonly basis: Basis;
  readonly purpose: string;
}

/** Health information that left the practice, as it was recorded. */
export interface Disclosure extends DisclosureDetails {
  readonly id: Id<'Disclosure'>;
  readonly patientId: Id<'Patient'>;
  readonly recordedAt: Date;
  readonly recordedBy: Id<'Person'>;
  readonly correctsId: Id<'Disclosure'> | null;
  readonly correctionReason: string | null;
}

export interface DisclosureNotAccountableError { readonly kind: 'DisclosureNotAccountableError'; readonly message: string; readonly basis: OutsideBasis }

/** What was disclosed, as it can be kept. `today` is the practice's day where it is latest. */
export function checkDisclosure(details: DisclosureDetails<AccountableBasis | OutsideBasis>, today: CalendarDay): Result<DisclosureDetails, DisclosureNotAccountableError | InvalidInputError> {
  const { basis } = details;
  if (isOutside(basis)) {
    return err({ kind: 'DisclosureNotAccountableError', basis, message: `The accounting of disclosures leaves out what is disclosed ${OUTSIDE[basis]} (45 CFR 164.528). It need not be recorded here; the access report shows who read the record.` });
  }
  const trimmed = { ...details, basis, recipientName: details.recipientName.trim(), recipientAddress: details.recipientAddress?.trim() || null, description: details.description.trim(), purpose: details.purpose.trim() };
  const flaw = (details.disclosedOn > today ? { kind: 'InvalidInputError' as const, field: 'details.disclosedOn', message: 'The day of the disclosure lies in the future.' } : null)
    ?? lengthFlaw('details.recipientName', trimmed.recipientName, { least: 1, most: 200 })
    ?? lengthFlaw('details.recipientAddress', trimmed.recipientAddress ?? '', { least: 0, most: 500 })
    ?? lengthFlaw('details.description', trimmed.description, { least: 1, most: 1_000 })
    ?? lengthFlaw('details.purpose', trimmed.purpose, { least: 1, most: 1_000 });
  return flaw ? err(flaw) : ok(trimmed);
}

function isOutside(basis: AccountableBasis | OutsideBasis): basis is OutsideBasis {
  return basis in OUTSIDE;
}

/** The first day of the six years before a request of which an account is given (164.528(a)(3)). */
export function accountedSince(today: CalendarDay): CalendarDay {
  const [year = '', month = '', day = ''] = today.split('-');
  const start = `${Number(year) - 6}-${month}-${day}`;
  return (start.endsWith('-02-29') ? start.replace('-02-29', '-02-28') : start) as CalendarDay;
}
