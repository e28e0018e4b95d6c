import { elementOf, textOf, type Element } from '../bundle/element';

/** A decimal without loss: `units` of 10^-DECIMALS. */
export type Exact = bigint;

const DECIMALS = 24;
const UNITS_PER_CENT = 10n ** BigInt(DECIMALS - 2);
const NUMBER = /^(-?)(\d{1,15})(?:\.(\d+))?(?:e([+-]\d{1,2}))?$/i;
const LARGEST_CENTS = 10n ** 14n;

/**
 * Reads a JSON number, or a text that is one, by its shortest decimal form: 28.104000000000003 stays just that. Null for
 * what is no number, is too large, or has more than 24 decimals.
 */
export function exactOf(value: unknown): Exact | null {
  const [, sign, whole = '', fraction = '', exponent = '0'] = NUMBER.exec(typeof value === 'number' ? String(value) : (textOf(value) ?? '')) ?? [];
  if (whole === '') return null;
  const shift = DECIMALS - fraction.length + Number(exponent);
  if (shift < 0 || shift > DECIMALS + 15) return null;
  const units = BigInt(whole + fraction) * 10n ** BigInt(shift);
  if (units >= LARGEST_CENTS * UNITS_PER_CENT) return null;
  return sign === '-' ? -units : units;
}

/** Whole cents, half a cent away from zero; `isRounded` when something was lost. */
export function toCents(exact: Exact): { readonly cents: bigint; readonly isRounded: boolean } {
  const magnitude = exact < 0n ? -exact : exact;
  const cents = (magnitude + UNITS_PER_CENT / 2n) / UNITS_PER_CENT;
  return { cents: exact < 0n ? -cents : cents, isRounded: magnitude % UNITS_PER_CENT !== 0n };
}

/** Amounts of one resource: reads Money elements, and remembers what it met on the way. */
export class MoneyReader {
  readonly #notes = new Set<string>();
  #isForeign = false;

  /** An amount was in another currency than US dollars. */
  get isForeign(): boolean {
    return this.#isForeign;
  }

  get notes(): readonly string[] {
    return [...this.#notes];
  }

  /** The value of a FHIR Money; null when there is none. */
  read(money: unknown): Exact | null {
    const { value, currency }: Element = elementOf(money);
    if (value === undefined || value === null) return null;
    if (currency !== undefined && currency !== 'USD') this.#isForeign = true;
    const exact = exactOf(value);
    if (exact === null) this.#notes.add('an amount that is no number of dollars was left out');
    return exact;
  }

  /** The sum of what is stated; null when nothing is. */
  sum(moneys: readonly unknown[]): Exact | null {
    const stated = moneys.map((money) => this.read(money)).filter((exact) => exact !== null);
    return stated.length === 0 ? null : stated.reduce((total, exact) => total + exact, 0n);
  }

  /** Cents of an amount or a sum of amounts: rounded once, at the end. */
  cents(exact: Exact | null): bigint | null {
    if (exact === null) return null;
    const { cents, isRounded } = toCents(exact);
    if (isRounded) this.#notes.add('an amount with fractions of a cent was rounded half up to the cent');
    return cents;
  }
}
