import { elementsOf, lookUp, textOf } from '../bundle/element';
import type { Entry } from '../bundle/entry';
import { amountsOf } from './adjudication';
import { MoneyReader } from './amount';
import { claimRefusal, headerOf, linesOf, type ClaimAmounts, type MappedClaim } from './claim';
import { mapped, skipped, type Mapped } from './mapped';
import type { Resolver } from './resolver';
import { serviceDaysOf } from './service-days';

/** A payer's answer to a claim. */
export interface MappedBenefit {
  readonly patientKey: string;
  /** What names the claim it answers among the patient's; null when it names none. */
  readonly claimIdentity: string | null;
  /** When it was made, as its source wrote it; later texts of one source are greater. */
  readonly created: string;
  readonly amounts: ClaimAmounts;
  readonly payers: MappedClaim['payers'];
  /** It as a claim of its own, for when its claim is in none of the files; null when it tells no day of service. */
  readonly standalone: MappedClaim | null;
}

const OUTCOMES: Readonly<Record<string, string>> = { queued: 'not adjudicated yet', error: 'its adjudication failed' };

/** FHIR ExplanationOfBenefit → the amounts of the claim it answers. */
export function mapExplanationOfBenefit(entry: Entry, resolver: Resolver): Mapped<MappedBenefit> {
  const { resource } = entry;
  const patient = resolver.patientOf(resource['patient'], entry);
  if (patient.kind === 'SKIPPED') return patient;
  const refusal = claimRefusal(entry) ?? lookUp(OUTCOMES, resource['outcome']);
  if (refusal) return skipped(refusal);
  const money = new MoneyReader();
  const { submitted, allowed, paid, patientResponsibility } = amountsOf(resource, money);
  const amounts = { submittedCents: money.cents(submitted), allowedCents: money.cents(allowed), paidCents: money.cents(paid), patientResponsibilityCents: money.cents(patientResponsibility) };
  const charged = money.cents(money.sum(elementsOf(resource['item']).map(({ net }) => net)));
  const header = headerOf(entry, patient, resolver);
  const lines = linesOf(resource, money);
  if (money.isForeign) return skipped('amounts in another currency than US dollars');
  const days = serviceDaysOf(entry, resolver);
  return mapped({
    patientKey: patient.key, claimIdentity: resolver.identityOf(resource['claim'], entry), created: textOf(resource['created']) ?? '', amounts, payers: header.payers,
    standalone: days && { ...header, ...amounts, submittedCents: amounts.submittedCents ?? charged, lines, serviceFrom: days.from, serviceTo: days.to },
  }, money.notes);
}

/** A claim with its payer's answer: the answer's amounts where it states them. */
export function withBenefit(claim: MappedClaim, { amounts, payers }: MappedBenefit): MappedClaim {
  const known = claim.payers.length > 0 ? claim.payers : payers;
  return { ...claim, ...amounts, submittedCents: amounts.submittedCents ?? claim.submittedCents, payers: known, payerName: known[0]?.name ?? null };
}
