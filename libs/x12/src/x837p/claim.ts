import type { claim, claimBilling, claimGuide, claimPatient, claimSubscriber, otherPayer } from '../guide/claim';
import type { claimLine, lineAdjudication } from '../guide/claim-line';
import type { Draft, Model } from '../guide/model';
import type { ReadEvent } from '../read/events';

/** A whole 837P. */
export type ProfessionalTransaction = Model<typeof claimGuide>;
/** A whole 837P as it is given to the writer. */
export type ProfessionalDraft = Draft<ProfessionalTransaction>;
/** Loop 2000A without its subscribers. */
export type BillingProvider = Omit<Model<typeof claimBilling>, 'subscribers'>;
/** Loop 2000B without its claims and dependants. */
export type Subscriber = Omit<Model<typeof claimSubscriber>, 'claims' | 'patients'>;
/** Loop 2000C without its claims. */
export type Patient = Omit<Model<typeof claimPatient>, 'claims'>;
/** Loop 2300. Amounts are cents. */
export type Claim = Model<typeof claim>;
/** Loop 2400. */
export type ClaimLine = Model<typeof claimLine>;
/** Loop 2320 with 2330. */
export type OtherPayer = Model<typeof otherPayer>;
/** Loop 2430. */
export type LineAdjudication = Model<typeof lineAdjudication>;

/** A claim with the levels above it: all that judging it needs. */
export interface ClaimInContext {
  readonly billing: BillingProvider;
  readonly subscriber: Subscriber;
  /** Only where the patient is not the subscriber. */
  readonly patient?: Patient;
  readonly claim: Claim;
}

/** The claim of a read event of an 837P, with the levels above it; undefined for every other event. */
export function claimInContext(event: ReadEvent): ClaimInContext | undefined {
  if (event.kind !== 'loop' || event.guide.transaction !== '837' || event.id !== '2300') return undefined;
  const [, billing, subscriber, patient] = event.ancestors as unknown as readonly [unknown, BillingProvider?, Subscriber?, Patient?];
  if (billing === undefined || subscriber === undefined) return undefined;
  const claimRead = event.model as unknown as Claim;
  return patient === undefined ? { billing, subscriber, claim: claimRead } : { billing, subscriber, patient, claim: claimRead };
}

/** Every claim of a whole 837P with the levels above it. */
export function claimsInContext(transaction: ProfessionalTransaction): ClaimInContext[] {
  return transaction.billings.flatMap((billing) => billing.subscribers.flatMap((subscriber) => [
    ...subscriber.claims.map((one): ClaimInContext => ({ billing, subscriber, claim: one })),
    ...subscriber.patients.flatMap((patient) => patient.claims.map((one): ClaimInContext => ({ billing, subscriber, patient, claim: one }))),
  ]));
}

/** Diagnoses in the order of their pointers (1 is the first). */
export function diagnosesOf(one: Claim): readonly { readonly qualifier: string; readonly code: string }[] {
  return one.diagnoses?.codes ?? [];
}

/** Service dates of a line (DTP*472), as the raw DTP; undefined where there is none. */
export function serviceDateOf(line: ClaimLine): ClaimLine['dates'][number] | undefined {
  return line.dates.find((date) => date.qualifier === '472');
}
