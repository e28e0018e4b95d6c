import { err, type Result } from '@spindle/kernel';
import type { InvalidInputError } from './patients/patient';

/** How long a text may be, in characters after trimming. */
export interface TextBounds {
  readonly least: number;
  readonly most: number;
}

export function invalid(field: string, message: string): { readonly ok: false; readonly error: InvalidInputError } {
  return err({ kind: 'InvalidInputError', field, message });
}

/** What is wrong with a text's length; null when nothing is. Texts are trimmed before they are kept. */
export function lengthFlaw(field: string, text: string, { least, most }: TextBounds): InvalidInputError | null {
  const { length } = text.trim();
  if (length < least) return { kind: 'InvalidInputError', field, message: least === 1 ? 'This cannot be empty.' : `At least ${least} characters.` };
  return length > most ? { kind: 'InvalidInputError', field, message: `At most ${most} characters.` } : null;
}

/** The same for a list of texts: how many there may be, and how long each. */
export function listFlaw(field: string, texts: readonly string[], bounds: TextBounds & { readonly items: TextBounds }): InvalidInputError | null {
  const { least, most } = bounds.items;
  if (texts.length < least) return { kind: 'InvalidInputError', field, message: `At least ${least}.` };
  if (texts.length > most) return { kind: 'InvalidInputError', field, message: `At most ${most}.` };
  return texts.map((text, index) => lengthFlaw(`${field}[${index}]`, text, bounds)).find((flaw) => flaw !== null) ?? null;
}

/** The value, or the first of the flaws. */
export function unlessFlawed<T>(value: T, flaws: readonly (InvalidInputError | null)[]): Result<T, InvalidInputError> {
  const flaw = flaws.find((each) => each !== null);
  return flaw ? err(flaw) : { ok: true, value };
}
