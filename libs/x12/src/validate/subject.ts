import { spanOf, type Day } from '../calendar/calendar';
import { diagnosesOf, serviceDateOf, type ClaimInContext, type ClaimLine, type OtherPayer } from '../x837p/claim';
import type { ClaimFinding } from './finding';
import type { ValidationContext } from './context';

/** What a rule is given: the claim with the levels above it, and what is known around it. */
export interface Subject extends ClaimInContext {
  readonly context: ValidationContext;
}

/** A rule: looks, and gives what it found. */
export type Rule = (subject: Subject) => readonly ClaimFinding[];

/** A party that is named by NM1 somewhere in the claim. */
export interface Party {
  readonly loop: string;
  readonly box?: string;
  readonly line?: number;
  readonly role: string;
  readonly name: { readonly idQualifier?: string | undefined; readonly id?: string | undefined; readonly specialty?: { readonly taxonomy?: string | undefined } | undefined };
}

/** Every provider of the claim and its lines. */
export function providersOf({ billing, claim }: ClaimInContext): Party[] {
  const parties: Party[] = [];
  const add = (loop: string, role: string, more: { name: Party['name'] | undefined; line?: number; box?: string }): void => {
    const { name, ...rest } = more;
    if (name !== undefined) parties.push({ loop, role, name, ...rest });
  };
  add('2010AA', 'billing provider', { name: billing.name, box: '33a' });
  for (const referring of claim.referring) add('2310A', 'referring provider', { name: referring, box: '17b' });
  add('2310B', 'rendering provider', { name: claim.rendering, box: '24J' });
  add('2310C', 'service facility', { name: claim.serviceFacility, box: '32a' });
  add('2310D', 'supervising provider', { name: claim.supervising, box: '17b' });
  claim.lines.forEach((entry, nth) => {
    const line = nth + 1;
    add('2420A', 'rendering provider', { name: entry.rendering, line, box: '24J' });
    add('2420B', 'purchased service provider', { name: entry.purchasedFrom, line });
    add('2420C', 'service facility', { name: entry.serviceFacility, line });
    add('2420D', 'supervising provider', { name: entry.supervising, line });
    add('2420E', 'ordering provider', { name: entry.ordering, line });
    for (const referring of entry.referring) add('2420F', 'referring provider', { name: referring, line });
  });
  return parties;
}

/** First and last day of a line; undefined where its date is missing or no day. */
export function daysOf(line: ClaimLine): { readonly from: Day; readonly to: Day } | undefined {
  const date = serviceDateOf(line);
  return date === undefined ? undefined : spanOf(date.format, date.value);
}

/** First day of service on the claim. */
export function firstDay(subject: ClaimInContext): Day | undefined {
  return subject.claim.lines.flatMap((line) => daysOf(line)?.from ?? []).sort()[0];
}

/** Birth date of the patient. */
export function birthDateOf({ subscriber, patient }: ClaimInContext): Day | undefined {
  return (patient?.name ?? subscriber.name)?.demographics?.birthDate;
}

/** NPI of who rendered a line: of the line, else of the claim, else of the billing provider. */
export function renderingOf({ billing, claim }: ClaimInContext, line: ClaimLine): string {
  return line.rendering?.id ?? claim.rendering?.id ?? billing.name?.id ?? '';
}

/** Codes of the diagnoses a line points to; pointers to nothing are left out. */
export function pointedCodes({ claim }: ClaimInContext, line: ClaimLine): string[] {
  const diagnoses = diagnosesOf(claim);
  return (line.service?.pointers.values ?? []).flatMap((pointer) => (typeof pointer === 'number' ? (diagnoses[pointer - 1]?.code ?? []) : []));
}

/** Procedure code and modifiers of a line. */
export function procedureOf(line: ClaimLine): { readonly code: string; readonly modifiers: readonly string[] } {
  const procedure = line.service?.procedure;
  return { code: procedure?.code ?? '', modifiers: procedure?.modifiers ?? [] };
}

/** Payer identifier by which the lines refer to another payer. */
export function payerKeyOf(other: OtherPayer): string {
  return other.payer?.id ?? '';
}

/** Whether the asked payer is Medicare part B or A. */
export function isMedicare({ subscriber }: ClaimInContext): boolean {
  return subscriber.insurance?.filing === 'MB' || subscriber.insurance?.filing === 'MA';
}
