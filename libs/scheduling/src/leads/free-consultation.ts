import { err, ok, type CalendarDay, type Id, type Result } from '@spindle/kernel';
import { monthsAfter } from '../wall-time';
import type { LeadSource } from './lead';

/** What holds for free consultations on a day: which service it is, and how many months lie between two of one person. */
export interface FreeConsultationRule {
  readonly serviceTypeCode: string;
  readonly months: number;
}

export interface FreeConsultationHadError { readonly kind: 'FreeConsultationHadError'; readonly message: string; readonly possibleFrom: CalendarDay }
export interface FreeConsultationNotOfferedError { readonly kind: 'FreeConsultationNotOfferedError'; readonly message: string }
export interface LeadIsPatientError { readonly kind: 'LeadIsPatientError'; readonly message: string; readonly patientId: Id<'Patient'> }
export interface NoFreeTimeError { readonly kind: 'NoFreeTimeError'; readonly message: string }

/** One per person and period: `last` is the day of the latest consultation that the person had or has, null for none. */
export function checkTurn(last: CalendarDay | null, { months }: FreeConsultationRule, wanted: CalendarDay): Result<null, FreeConsultationHadError> {
  if (last === null || months === 0) return ok(null);
  const possibleFrom = monthsAfter(last, months);
  if (wanted >= possibleFrom) return ok(null);
  return err({ kind: 'FreeConsultationHadError', message: `This person has had or has a free consultation on ${last}. The next is possible from ${possibleFrom} on.`, possibleFrom });
}

/** Letters and digits that nobody mistakes for one another on the telephone. */
const CODE_LETTERS = 'ABCDEFGHJKMNPQRTUVWXYZ2346789';
export const CODE_LENGTH = 8;

/** A confirmation code from random bytes, one for each letter: "K7QM-2XWD". It says nothing about anybody. */
export function toConfirmationCode(bytes: Uint8Array): string {
  const letters = [...bytes.slice(0, CODE_LENGTH)].map((byte) => CODE_LETTERS.charAt(byte % CODE_LETTERS.length)).join('');
  return `${letters.slice(0, CODE_LENGTH / 2)}-${letters.slice(CODE_LENGTH / 2)}`;
}

export interface FreeConsultationCount {
  readonly booked: number;
  readonly arrived: number;
  readonly converted: number;
}

export interface FreeConsultationReport {
  readonly from: CalendarDay;
  readonly through: CalendarDay;
  readonly total: FreeConsultationCount;
  readonly bySource: readonly { readonly source: LeadSource; readonly count: FreeConsultationCount }[];
}

/** Adds the lines of the sources up. */
export function toReport(from: CalendarDay, through: CalendarDay, bySource: FreeConsultationReport['bySource']): FreeConsultationReport {
  const sum = (field: keyof FreeConsultationCount): number => bySource.reduce((total, { count }) => total + count[field], 0);
  return { from, through, bySource, total: { booked: sum('booked'), arrived: sum('arrived'), converted: sum('converted') } };
}
