/**
 * Tells whether a text is a National Provider Identifier: ten digits, the first 1 or 2, whose last is the Luhn
 * check digit over the others prefixed with 80840 (45 CFR 162.406, ISO/IEC 7812).
 */
export function isNpi(text: string): boolean {
  return /^[12]\d{9}$/.test(text) && (luhnSum(text) + 24) % 10 === 0;
}

/** The sum that the constant prefix 80840 adds is 24. */
function luhnSum(digits: string): number {
  return [...digits].reverse().reduce((sum, digit, position) => {
    const doubled = position % 2 === 1 ? Number(digit) * 2 : Number(digit);
    return sum + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
}

/** The ten-digit identifier that begins with these nine digits: for made-up practitioners. */
export function withNpiCheckDigit(nine: string): string {
  const check = [...'0123456789'].find((digit) => isNpi(nine + digit));
  if (check === undefined) throw new RangeError('An NPI begins with nine digits, the first 1 or 2.');
  return nine + check;
}
