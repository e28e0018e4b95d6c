/** Sum that the constant prefix 80840 of the NPI adds to its Luhn sum. */
const NPI_PREFIX_SUM = 24;

/** Whether the text is an NPI: ten digits, first 1 or 2, Luhn over 80840 + NPI (rule 3.11). */
export function isNpi(text: string): boolean {
  return /^[12]\d{9}$/.test(text) && luhn(text) % 10 === 0;
}

/** The NPI whose first nine digits are given; the tenth is its check digit. */
export function npiOf(nine: string): string {
  return `${nine}${(10 - (luhn(`${nine}0`) % 10)) % 10}`;
}

function luhn(digits: string): number {
  let sum = NPI_PREFIX_SUM;
  for (let fromRight = 0; fromRight < digits.length; fromRight += 1) {
    const digit = Number(digits[digits.length - 1 - fromRight]);
    const doubled = fromRight % 2 === 0 ? digit : digit * 2;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum;
}

/** Whether the text has the form of a Medicare beneficiary identifier (rule 3.11; letters without S, L, O, I, B, Z). */
export function isMedicareIdentifier(text: string): boolean {
  return /^[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d[AC-HJKMNP-RT-Y]{2}\d{2}$/.test(text);
}

/** Whether the text has the form of a provider taxonomy code (NUCC): ten characters, the last an X. */
export function isTaxonomy(text: string): boolean {
  return /^[0-9A-Z]{9}X$/.test(text);
}

/** Whether the text has the form of an ICD-10-CM code without its dot. */
export function hasDiagnosisForm(text: string): boolean {
  return /^[A-Z]\d[0-9A-Z]([0-9A-Z]{0,4})$/.test(text);
}

/** Whether the code says why an injury happened (V00 to Y99), which cannot be the first pointer of a line. */
export function isExternalCause(text: string): boolean {
  return /^[VWXY]/.test(text);
}

/** Whether an address line is a post office box or a lockbox, which a billing provider must not have. */
export function isPostBox(text: string): boolean {
  return /\b(P\.?\s*O\.?\s*(BOX|B\.?X\b)|POST\s*OFFICE\s*BOX|POB\s*\d|LOCK\s*BOX)/i.test(text) || /^\s*BOX\s+\d/i.test(text);
}
