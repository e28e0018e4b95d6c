/** Text that stands where a number belongs: kept as it is, never taken for zero. */
export interface Unreadable {
  readonly unreadable: string;
}

/** Exact cents, or the text that could not be read as an amount. */
export type Amount = bigint | Unreadable;

const AMOUNT = /^(-?)(\d*)(?:\.(\d*))?$/;
const LONGEST_SAFE = 13;

/** Reads an X12 decimal (`12`, `12.5`, `.5`, `-3.10`) as exact cents; more than two decimals that count, or anything else, is unreadable. */
export function parseAmount(text: string): Amount {
  return (text.length <= LONGEST_SAFE ? parseShort(text) : undefined) ?? parseLong(text);
}

/** Digit by digit, exact because thirteen digits and two decimals stay below 2^53; undefined leaves it to {@link parseLong}. */
function parseShort(text: string): bigint | undefined {
  const negative = text.charCodeAt(0) === 0x2d;
  let cents = 0;
  let decimals = -1;
  let digits = 0;
  for (let at = negative ? 1 : 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === 0x2e && decimals < 0) decimals = 0;
    else if (unit < 0x30 || unit > 0x39) return undefined;
    else {
      cents = cents * 10 + unit - 0x30;
      digits += 1;
      if (decimals >= 0) decimals += 1;
    }
  }
  if (digits === 0 || decimals > 2) return undefined;
  if (decimals < 2) cents *= decimals === 1 ? 10 : 100;
  return BigInt(negative ? -cents : cents);
}

function parseLong(text: string): Amount {
  const match = AMOUNT.exec(text);
  if (match === null) return { unreadable: text };
  const [, sign = '', whole = '', fraction = ''] = match;
  if (whole === '' && fraction === '') return { unreadable: text };
  const cents = fraction.replace(/0+$/, '').padEnd(2, '0');
  if (cents.length > 2 || whole.length > 16) return { unreadable: text };
  const value = BigInt(whole + cents);
  return sign === '' ? value : -value;
}

/** Writes cents in X12's shortest decimal form: 1250n is `12.5`, 0n is `0`, -5n is `-.05`. */
export function formatAmount(amount: Amount): string {
  if (typeof amount !== 'bigint') return amount.unreadable;
  const negative = amount < 0n;
  const digits = (negative ? -amount : amount).toString();
  const at = digits.length - 2;
  const whole = at > 0 ? digits.slice(0, at) : '';
  const fraction = at >= 0 ? digits.slice(at) : `0${digits}`;
  const shortened = fraction === '00' ? '' : fraction.endsWith('0') ? `.${fraction.charAt(0)}` : `.${fraction}`;
  const shown = whole === '' && shortened === '' ? '0' : whole + shortened;
  return negative ? `-${shown}` : shown;
}

/** The amount as cents in a sum: absent and unreadable count as nothing. Ask {@link isUnreadable} before a balance is trusted. */
export function centsOf(amount: Amount | undefined): bigint {
  return typeof amount === 'bigint' ? amount : 0n;
}

/** Whether the value is text that stands where a number belongs. */
export function isUnreadable(value: unknown): value is Unreadable {
  return typeof value === 'object' && value !== null && 'unreadable' in value;
}

/** Cents as a person reads them: -123456n is `-1,234.56`. */
export function showCents(cents: bigint): string {
  const digits = (cents < 0n ? -cents : cents).toString().padStart(3, '0');
  return `${cents < 0n ? '-' : ''}${digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')}.${digits.slice(-2)}`;
}
