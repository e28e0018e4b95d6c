/** An exact amount: whole cents of one currency (ISO 4217). */
export interface Money {
  readonly cents: bigint;
  readonly currency: Currency;
}

export type Currency = 'USD';

const DECIMAL = /^(-?)(\d{1,15})(?:\.(\d{1,2}))?$/;

export function usd(cents: bigint): Money {
  return { cents, currency: 'USD' };
}

/** Reads "12", "12.3" or "-12.34" as cents; null for anything else, three decimals included. */
export function parseCents(text: string): bigint | null {
  const match = DECIMAL.exec(text);
  if (!match) return null;
  const [, sign, whole = '0', fraction = ''] = match;
  const cents = BigInt(whole) * 100n + BigInt(fraction.padEnd(2, '0'));
  return sign === '-' ? -cents : cents;
}

/** Cents as a decimal text with two places: 1234n is "12.34". */
export function toDecimal(cents: bigint): string {
  const magnitude = cents < 0n ? -cents : cents;
  const fraction = (magnitude % 100n).toString().padStart(2, '0');
  return `${cents < 0n ? '-' : ''}${magnitude / 100n}.${fraction}`;
}
