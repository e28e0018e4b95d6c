import { ok, type Id, type Result } from '@spindle/kernel';
import { invalid } from '../texts';
import type { InvalidInputError } from '../visit-flow/reason';

/** How somebody heard of the clinic: its answers to the question on the telephone and on the web page. */
export const LEAD_SOURCES = ['WEB_SEARCH', 'SOCIAL_MEDIA', 'FRIEND_OR_FAMILY', 'PATIENT_OF_OURS', 'REFERRING_PROVIDER', 'INSURER', 'SIGN_OR_WALK_IN', 'PRINT_OR_RADIO', 'EVENT', 'OTHER'] as const;
export type LeadSource = (typeof LEAD_SOURCES)[number];

/** The languages in which we write to people. */
export const LEAD_LANGUAGES = ['en', 'es'] as const;
export type LeadLanguage = (typeof LEAD_LANGUAGES)[number];

/** Somebody who asks for the free consultation: no patient yet, and no chart. */
export interface Lead {
  readonly id: Id<'Lead'>;
  readonly name: string;
  /** E.164, such as "+13035550100". */
  readonly telephone: string;
  /** What troubles them, in their own words: health data, for the clinic's staff only. */
  readonly concern: string | null;
  readonly source: LeadSource;
  /** The answer in words, where the source is OTHER. */
  readonly sourceOther: string | null;
  readonly preferredLanguage: LeadLanguage;
  readonly createdAt: Date;
  /** The patient that the lead has become. */
  readonly patientId: Id<'Patient'> | null;
  readonly convertedAt: Date | null;
}

/** A lead as somebody tells of them. */
export interface LeadInput {
  readonly name: string;
  readonly telephone: string;
  readonly concern?: string | null | undefined;
  readonly source: LeadSource;
  readonly sourceOther?: string | null | undefined;
  readonly preferredLanguage?: string | null | undefined;
}

/** A lead's particulars, read and found good. `nameKey` and `telephone` together tell one person from another. */
export interface LeadDetails {
  readonly name: string;
  readonly nameKey: string;
  readonly telephone: string;
  readonly concern: string | null;
  readonly source: LeadSource;
  readonly sourceOther: string | null;
  readonly preferredLanguage: LeadLanguage;
}

const NAME_LENGTH = 100;
const CONCERN_LENGTH = 500;
const SOURCE_OTHER_LENGTH = 100;

/** Reads what somebody told of a lead. Names are one line, telephones North American or with a country code. */
export function parseLead(input: LeadInput): Result<LeadDetails, InvalidInputError> {
  const name = input.name.trim().replace(/\s+/gu, ' ');
  if (name.length < 2 || name.length > NAME_LENGTH || !/\p{L}/u.test(name) || /\p{Cc}/u.test(name)) return invalid('name', `Give the name, in 2 to ${NAME_LENGTH} characters.`);
  const telephone = parseTelephone(input.telephone);
  if (telephone === null) return invalid('telephone', 'Give the telephone number with its area code, such as 303-555-0100.');
  const concern = input.concern?.trim() || null;
  if (concern !== null && (concern.length > CONCERN_LENGTH || hasControls(concern))) return invalid('concern', `Say what it is about in at most ${CONCERN_LENGTH} characters.`);
  const sourceOther = input.sourceOther?.trim() || null;
  if (sourceOther !== null && (sourceOther.length > SOURCE_OTHER_LENGTH || hasControls(sourceOther))) return invalid('sourceOther', `At most ${SOURCE_OTHER_LENGTH} characters.`);
  if ((input.source === 'OTHER') !== (sourceOther !== null)) return invalid('sourceOther', 'Say in words how they heard of the clinic when it is none of the list, and only then.');
  const language = LEAD_LANGUAGES.find((known) => known === (input.preferredLanguage ?? 'en'));
  if (!language) return invalid('preferredLanguage', `Choose one of ${LEAD_LANGUAGES.join(', ')}.`);
  return ok({ name, nameKey: nameKeyOf(name), telephone, concern, source: input.source, sourceOther, preferredLanguage: language });
}

/** Line breaks are allowed in what people tell; other control characters are not. */
function hasControls(text: string): boolean {
  return /[^\P{Cc}\n\r\t]/u.test(text);
}

/** A telephone number in E.164; null when it cannot be one. Ten digits are North American, and neither code begins with 0 or 1. */
export function parseTelephone(text: string): string | null {
  if (text.length > 40 || !/^[+\d\s().\-/]+$/.test(text)) return null;
  const digits = text.replace(/\D/g, '');
  const national = digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits;
  if (national.length === 10 && (!text.trim().startsWith('+') || digits.startsWith('1'))) return /^[2-9]\d{2}[2-9]\d{6}$/.test(national) ? `+1${national}` : null;
  return text.trim().startsWith('+') && /^[2-9]\d{7,14}$/.test(digits) ? `+${digits}` : null;
}

/** A name as it is compared: without accents, case, punctuation and order of its words. "José  Núñez" is "NUNEZ, Jose". */
export function nameKeyOf(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/['’]/gu, '').replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
  return plain.split(' ').sort().join(' ');
}
