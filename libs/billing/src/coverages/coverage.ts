import { err, ok, type CalendarDay, type Id, type Result } from '@spindle/kernel';
import type { InsurancePlan } from '../payers/payer';
import type { InvalidInputError } from '../refusals';

export type CoveragePriority = 'PRIMARY' | 'SECONDARY' | 'TERTIARY';
export type SubscriberRelationship = 'SELF' | 'SPOUSE' | 'CHILD' | 'OTHER';

/** Days of cover, both included; `validTo` null while no end is known. */
export interface CoveragePeriod {
  readonly validFrom: CalendarDay;
  readonly validTo: CalendarDay | null;
}

/** That a plan covers a patient for some time. */
export interface Coverage extends CoveragePeriod {
  readonly id: Id<'Coverage'>;
  readonly version: number;
  readonly patientId: Id<'Patient'>;
  readonly plan: InsurancePlan;
  readonly priority: CoveragePriority;
  readonly memberId: string | null;
  readonly relationship: SubscriberRelationship | null;
  readonly source: 'RECORDED' | 'IMPORTED';
}

/** What the front desk records of a new coverage. */
export interface CoverageDetails extends CoveragePeriod {
  readonly patientId: Id<'Patient'>;
  readonly planId: Id<'InsurancePlan'>;
  readonly priority: CoveragePriority;
  readonly memberId: string;
  readonly relationship: SubscriberRelationship;
}

export interface CoverageNotFoundError { readonly kind: 'CoverageNotFoundError'; readonly message: string }
export interface InsurancePlanNotFoundError { readonly kind: 'InsurancePlanNotFoundError'; readonly message: string }
export interface CoverageOverlapsError {
  readonly kind: 'CoverageOverlapsError';
  readonly message: string;
  /** The coverage in the way; null when it went away in the meantime. */
  readonly coverageId: Id<'Coverage'> | null;
}

const MEMBER_ID = /^[A-Za-z0-9][A-Za-z0-9 -]{0,78}[A-Za-z0-9]$/;

/** True when both hold on at least one day. The same rule is the table's exclusion constraint. */
export function overlaps(one: CoveragePeriod, other: CoveragePeriod): boolean {
  return (one.validTo === null || other.validFrom <= one.validTo) && (other.validTo === null || one.validFrom <= other.validTo);
}

/** The details as they are stored; refused when the member's number has another form or the period ends before it begins. */
export function checkCoverage(details: CoverageDetails): Result<CoverageDetails, InvalidInputError> {
  const memberId = details.memberId.trim();
  if (!MEMBER_ID.test(memberId)) return err(invalid('memberId', 'A member number has 2 to 80 letters, digits, spaces or hyphens.'));
  if (details.validTo !== null && details.validTo < details.validFrom) return err(invalid('validTo', 'The last day of cover is not before the first.'));
  return ok({ ...details, memberId });
}

/** The coverage with its last day. It can only become shorter, so that it never gets in another's way. */
export function endCoverage(coverage: Coverage, validTo: CalendarDay): Result<Coverage, InvalidInputError> {
  if (validTo < coverage.validFrom) return err(invalid('validTo', 'The last day of cover is not before the first.'));
  if (coverage.validTo !== null && validTo > coverage.validTo) return err(invalid('validTo', 'This coverage ends earlier. Add a coverage for the days that follow.'));
  return ok({ ...coverage, validTo });
}

function invalid(field: string, message: string): InvalidInputError {
  return { kind: 'InvalidInputError', message, field };
}
