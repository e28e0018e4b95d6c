import type { claimAcknowledgementGuide, statusRequestGuide, statusResponseGuide } from '../guide/status';
import type { Model } from '../guide/model';
import { centsOf, type Amount } from '../value/money';

/** A whole 277CA. */
export type ClaimAcknowledgement = Model<typeof claimAcknowledgementGuide>;
/** A whole 277. */
export type StatusResponse = Model<typeof statusResponseGuide>;
/** A whole 276. */
export type StatusRequest = Model<typeof statusRequestGuide>;
/** Loop 2000D of a 277CA: a patient with claims. */
export type AcknowledgedPatient = ClaimAcknowledgement['sources'][number]['receivers'][number]['providers'][number]['patients'][number];
/** Loop 2200D of a 277CA: a claim. */
export type AcknowledgedClaim = AcknowledgedPatient['claims'][number];
/** STC. */
export type Status = AcknowledgedClaim['statuses'][number];

/** What became of a claim of ours. */
export interface ClaimOutcome {
  /** TRN02: our CLM01. */
  readonly controlNumber: string;
  /** REF*1K. */
  readonly payerControlNumber: string | undefined;
  /** REF*D9. */
  readonly clearinghouseTrace: string | undefined;
  /** Taken for adjudication. Rejected where an STC03 is U or a category rejects (A3, A4, A6, A7, A8); undefined where no STC says. */
  readonly accepted: boolean | undefined;
  readonly charge: Amount | undefined;
  readonly statuses: readonly Status[];
  /** Statuses of lines, by their ordinal (1-based). */
  readonly lines: readonly { readonly ordinal: number; readonly controlNumber: string | undefined; readonly statuses: readonly Status[] }[];
}

const REJECTING = new Set(['A3', 'A4', 'A6', 'A7', 'A8']);

/** What STC03 says: WQ true, U false. Some payers send WQ beside a category that rejects. */
function actionOf(claim: Pick<AcknowledgedClaim, 'statuses'>): boolean | undefined {
  const actions = claim.statuses.flatMap((status) => status.action ?? []);
  return actions.length === 0 ? undefined : !actions.includes('U');
}

/** What a claim of a 277CA says. A single rejection among its statuses rejects it. */
export function outcomeOf(claim: AcknowledgedClaim): ClaimOutcome {
  const reference = (qualifier: string): string | undefined => claim.references.find((entry) => entry.qualifier === qualifier)?.value;
  const rejected = claim.statuses.some((status) => REJECTING.has(status.status.category));
  return {
    controlNumber: claim.number, payerControlNumber: reference('1K'), clearinghouseTrace: reference('D9'),
    accepted: rejected ? false : actionOf(claim),
    charge: claim.statuses[0]?.charge, statuses: claim.statuses,
    lines: claim.lines.map((line, nth) => ({ ordinal: nth + 1, controlNumber: line.references.find((entry) => entry.qualifier === 'FJ')?.value, statuses: line.statuses })),
  };
}

/** Accepted or rejected: what the trailer of a level says, and what its claims sum to. Amounts are cents. */
export interface AcknowledgedTotals {
  readonly level: 'receiver' | 'provider';
  readonly name: string;
  readonly stated: { readonly accepted: bigint | undefined; readonly rejected: bigint | undefined; readonly acceptedClaims: number | undefined; readonly rejectedClaims: number | undefined };
  readonly counted: { readonly accepted: bigint; readonly rejected: bigint; readonly acceptedClaims: number; readonly rejectedClaims: number };
  /** Whether everything stated agrees with the claims (rule 3.3). */
  readonly agrees: boolean;
}

type Receipt = NonNullable<ClaimAcknowledgement['sources'][number]['receivers'][number]['receipt']>;

/** The totals of every receiver and provider of a 277CA against their claims, by STC03 as the totals are defined. */
export function totalsOf(acknowledgement: ClaimAcknowledgement): AcknowledgedTotals[] {
  return acknowledgement.sources.flatMap((source) => source.receivers.flatMap((receiver) => {
    const all = receiver.providers.flatMap((provider) => provider.patients);
    return [
      totals({ level: 'receiver', name: receiver.name?.lastName ?? '', receipt: receiver.receipt, patients: all }),
      ...receiver.providers.map((provider) => totals({ level: 'provider', name: provider.name?.lastName ?? '', receipt: provider.receipt, patients: provider.patients })),
    ];
  }));
}

interface Level {
  readonly level: AcknowledgedTotals['level'];
  readonly name: string;
  readonly receipt: Pick<Receipt, 'quantities' | 'amounts'> | undefined;
  readonly patients: readonly AcknowledgedPatient[];
}

function totals({ level, name, receipt, patients }: Level): AcknowledgedTotals {
  const claims = patients.flatMap((patient) => patient.claims);
  const count = (accepted: boolean): number => claims.filter((claim) => actionOf(claim) === accepted).length;
  const sum = (accepted: boolean): bigint => claims.reduce((total, claim) => (actionOf(claim) === accepted ? total + centsOf(claim.statuses[0]?.charge) : total), 0n);
  const amount = (qualifier: string): bigint | undefined => {
    const found = receipt?.amounts.find((entry) => entry.qualifier === qualifier)?.amount;
    return typeof found === 'bigint' ? found : undefined;
  };
  const quantity = (...qualifiers: string[]): number | undefined => {
    const text = receipt?.quantities.find((entry) => qualifiers.includes(entry.qualifier))?.quantity;
    return text === undefined || !/^\d{1,9}$/.test(text) ? undefined : Number.parseInt(text, 10);
  };
  const stated = { accepted: amount('YU'), rejected: amount('YY'), acceptedClaims: quantity('90', 'QA'), rejectedClaims: quantity('AA', 'QC') };
  const counted = { accepted: sum(true), rejected: sum(false), acceptedClaims: count(true), rejectedClaims: count(false) };
  const same = <Value>(said: Value | undefined, is: Value): boolean => said === undefined || said === is;
  const agrees = same(stated.accepted, counted.accepted) && same(stated.rejected, counted.rejected) && same(stated.acceptedClaims, counted.acceptedClaims) && same(stated.rejectedClaims, counted.rejectedClaims);
  return { level, name, stated, counted, agrees };
}

const FURTHEST = ['R', 'D', 'E', 'A0', 'A1', 'A3', 'A4', 'A5', 'A6', 'A7', 'A8', 'A2', 'P', 'F'] as const;

/** How far on its way a category code says that a claim is: a late duplicate of an earlier answer ranks below the later one. */
export function progressOf(category: string): number {
  return FURTHEST.findLastIndex((beginning) => category.startsWith(beginning));
}
