import { addDays, ok, type CalendarDay, type Result } from '@spindle/kernel';
import type { Credential } from '../practitioners/practitioner';
import { invalid, isLine, isName } from '../texts';
import type { InvalidInputError } from '../visit-flow/reason';

/** What is recorded of a credential. */
export type CredentialDetails = Omit<Credential, 'id' | 'practitionerId' | 'version' | 'source'> & { readonly source: string };

export interface Renewal {
  readonly validFrom?: CalendarDay | null | undefined;
  readonly validTo?: CalendarDay | null | undefined;
  readonly identifier?: string | null | undefined;
  readonly hours?: number | null | undefined;
  readonly source: string;
}

const MOST_HOURS = 10_000;

/** Reads what somebody recorded of a credential. */
export function parseCredential({ source: sourceText, identifier: identifierText, ...details }: CredentialDetails): Result<CredentialDetails, InvalidInputError> {
  const { state, validFrom, validTo, hours } = details;
  const source = sourceText.trim();
  const identifier = identifierText?.trim() ?? null;
  if (!isName(source)) return invalid('source', 'Say where the credential was seen, in 1 to 200 characters.');
  if (identifier !== null && (identifier === '' || !isLine(identifier, 100))) return invalid('identifier', 'A licence or certificate number has 1 to 100 characters.');
  if (state !== null && !/^[A-Z]{2}$/.test(state)) return invalid('state', 'A state is written as its two-letter code: "CO".');
  if (validTo !== null && validTo < validFrom) return invalid('validTo', 'The last day lies before the first.');
  if (hours !== null && (hours < 1 || hours > MOST_HOURS)) return invalid('hours', `A credential stands for 1 to ${MOST_HOURS} hours of training.`);
  return ok({ ...details, identifier, source });
}

/** The credential that follows one which ends. */
export function renewCredential(old: Credential, { validFrom, validTo, identifier, hours, source }: Renewal): Result<CredentialDetails, InvalidInputError> {
  if (old.validTo === null) return invalid('credentialId', 'This credential has no last day: there is nothing to renew. Set its last day first.');
  const begin = validFrom ?? addDays(old.validTo, 1);
  if (begin <= old.validTo) return invalid('validFrom', 'The new credential begins after the last day of the old one.');
  return parseCredential({ kind: old.kind, state: old.state, identifier: identifier ?? old.identifier, validFrom: begin, validTo: validTo ?? null, hours: hours ?? null, source });
}

/** The credential with another last day. */
export function endCredential(credential: Credential, validTo: CalendarDay): Result<Credential, InvalidInputError> {
  if (validTo < credential.validFrom) return invalid('validTo', 'The last day lies before the first.');
  return ok({ ...credential, validTo });
}
