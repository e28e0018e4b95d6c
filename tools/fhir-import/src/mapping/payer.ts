import type { InsurancePlanKind } from '@spindle/billing';
import { cutTo, elementOf, elementsOf, textOf, type Element } from '../bundle/element';
import type { Entry } from '../bundle/entry';
import { codesOf, conceptOf } from './concept';
import { nameOf } from './named';
import type { Resolver } from './resolver';

/** Who pays, as a claim or coverage names them. */
export interface NamedPayer {
  readonly name: string;
  readonly kind: InsurancePlanKind;
  /** The source names nobody but the patient: no coverage is made of it. */
  readonly isNobody: boolean;
}

const NAME_LENGTH = 200;
const NOBODY = /^(no[ _-]?insurance|self[ _-]?pay(ment)?|uninsured|none)$/i;
/** HL7 coverage-selfpay. */
const SELF_PAY_CODE = 'pay';

const KINDS: readonly (readonly [RegExp, InsurancePlanKind])[] = [
  [/medicare[ _-]?advantage/i, 'MEDICARE_ADVANTAGE'],
  [/medicare/i, 'MEDICARE'],
  [/medicaid/i, 'MEDICAID'],
  [/tricare|champ(us|va)/i, 'TRICARE'],
  [/workers?.?('s|s')?[ _-]?comp/i, 'WORKERS_COMPENSATION'],
  [/^(auto|automobile)\b/i, 'AUTO'],
  [/^(private|commercial)\b/i, 'COMMERCIAL'],
];

/** The payer of a FHIR Coverage: its first payor, else the words of its type. */
export function payerOfCoverage(coverage: Element, from: Entry, resolver: Resolver): NamedPayer | null {
  const payors = [...elementsOf(coverage['payor']), ...elementsOf(coverage['insurer'])].map((payor) => nameOf(payor, from, resolver));
  const type = conceptOf(coverage['type'])?.text ?? null;
  const name = payors.find((payor) => payor !== null) ?? type;
  return name === null ? null : named(name, { type: type ?? '', isSelfPay: codesOf(coverage['type']).includes(SELF_PAY_CODE) });
}

/** The payers of a claim or explanation of benefit, the focal one first, each once. */
export function payersOfClaim(entry: Entry, resolver: Resolver): readonly NamedPayer[] {
  const { resource } = entry;
  const insurances = [...elementsOf(resource['insurance'])].sort((a, b) => rankOf(a) - rankOf(b));
  const payers = insurances.map(({ coverage }) => payerOfInsurance(coverage, entry, resolver)).filter((payer) => payer !== null);
  const insurer = payers.length === 0 ? nameOf(resource['insurer'], entry, resolver) : null;
  const all = insurer === null ? payers : [named(insurer, { type: '', isSelfPay: false })];
  return [...new Map(all.map((payer) => [payer.name, payer])).values()];
}

function rankOf({ focal, sequence }: Element): number {
  return focal === true ? 0 : typeof sequence === 'number' ? sequence : Number.MAX_SAFE_INTEGER;
}

function payerOfInsurance(reference: unknown, entry: Entry, resolver: Resolver): NamedPayer | null {
  const coverage = resolver.resolve(reference, entry);
  const payer = coverage && payerOfCoverage(coverage, entry, resolver);
  const display = textOf(elementOf(reference)['display']);
  return payer ?? (display === null ? null : named(display, { type: '', isSelfPay: false }));
}

function named(text: string, { type, isSelfPay }: { readonly type: string; readonly isSelfPay: boolean }): NamedPayer {
  const name = cutTo(NAME_LENGTH, text);
  const kind = KINDS.find(([pattern]) => pattern.test(name)) ?? KINDS.find(([pattern]) => pattern.test(type));
  return { name, kind: kind?.[1] ?? 'OTHER', isNobody: isSelfPay || NOBODY.test(name) };
}
