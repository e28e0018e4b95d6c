import type { remittanceClaim, remittanceGuide, remittanceLine, remittanceSection } from '../guide/remittance';
import type { Model } from '../guide/model';

/** A whole 835 with its claims: the convenience for small files. */
export type Remittance = Model<typeof remittanceGuide>;
/** Loop 2000: claims under one LX. */
export type RemittanceSection = Model<typeof remittanceSection>;
/** Loop 2100: a claim as the payer decided it. Amounts are cents. */
export type RemittanceClaim = Model<typeof remittanceClaim>;
/** Loop 2110: a service line as the payer decided it. */
export type RemittanceLine = Model<typeof remittanceLine>;
/** CAS: a group code with up to six reasons. */
export type RemittanceAdjustment = RemittanceClaim['adjustments'][number];
/** PLB: adjustments of a provider that belong to no claim. */
export type ProviderAdjustment = Remittance['providerAdjustments'][number];
/** Everything of an 835 that stands before its claims: payment, trace, payer, payee. */
export type RemittanceHeader = Omit<Remittance, 'sections'>;

/** CLP02 values that pass the claim on to a further payer by themselves (rule 3.4): no secondary bill from us. */
export const forwardedStatuses: ReadonlySet<string> = new Set(['19', '20', '21', '23']);

/** CLP02 of a reversal: its amounts take back those of an earlier claim. */
export const reversalStatus = '22';

/** Own line control number that the payer repeats (REF*6R), the first key of line matching. */
export function lineControlNumber(line: RemittanceLine): string | undefined {
  return line.references.find((reference) => reference.qualifier === '6R')?.value;
}
