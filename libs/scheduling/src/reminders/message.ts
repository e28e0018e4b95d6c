import type { NotSentReason, ReminderTemplate } from './reminder';

/** A visit and whom it is for, as the graph answers when a message is about to be sent. */
export interface VisitToTell {
  readonly state: string;
  readonly startsAt: string;
  readonly localStart: string;
  readonly location: { readonly name: string; readonly addressLines: readonly string[]; readonly city: string | null; readonly telephone: string | null } | null;
  readonly patient: {
    readonly id: string;
    readonly language: string | null;
    readonly name: { readonly given: readonly string[]; readonly preferred: string | null };
    readonly telecom: readonly { readonly system: 'PHONE' | 'EMAIL'; readonly use: string | null; readonly value: string }[];
  } | null;
  readonly lead: { readonly name: string; readonly telephone: string; readonly preferredLanguage: string } | null;
}

/** What a sender is given: text for one person, without anything about their health. */
export interface Message {
  /** The same however often it is tried. */
  readonly id: string;
  readonly template: ReminderTemplate;
  readonly channel: 'SMS' | 'EMAIL';
  readonly address: string;
  readonly language: Language;
  readonly text: string;
}

export type Language = 'en' | 'es';

/** Whom a message is for. */
export interface Recipient extends Pick<Message, 'channel' | 'address' | 'language'> {
  readonly name: string;
}

/** What a text is filled with: the practice, time and place, and nothing else of the visit. */
export interface MessageDetails {
  readonly name: string;
  readonly practice: string;
  readonly localStart: string;
  readonly place: string;
  readonly link: string | null;
  readonly telephone: string | null;
}

/** Sentences with placeholders; one whose placeholder has no value is left out. */
const TEXTS: Readonly<Record<Language, Readonly<Record<ReminderTemplate, readonly string[]>>>> = {
  en: {
    VISIT_REMINDER: ['Hello {name}, {practice} expects you on {day} at {time}: {place}.', 'Confirm or cancel here, until the visit begins: {link}', 'Questions? Call {telephone}.'],
    VISIT_MOVED: ['Hello {name}, {practice} had to move your visit, and asks your pardon.', 'The new time is {day} at {time}: {place}.', 'Confirm or cancel here, until the visit begins: {link}', 'For another time call {telephone}.'],
  },
  es: {
    VISIT_REMINDER: ['Hola {name}: {practice} le espera el {day} a las {time}: {place}.', 'Confirme o cancele aquí, hasta el comienzo de la visita: {link}', '¿Preguntas? Llame al {telephone}.'],
    VISIT_MOVED: ['Hola {name}: {practice} tuvo que cambiar su visita y le pide disculpas.', 'La nueva hora es el {day} a las {time}: {place}.', 'Confirme o cancele aquí, hasta el comienzo de la visita: {link}', 'Para otra hora llame al {telephone}.'],
  },
};

/** Why nothing is sent of a visit; null: it stands, and is still to come. */
export function refusalOf(visit: VisitToTell | null, now: Date): NotSentReason | null {
  if (!visit || (visit.state !== 'BOOKED' && visit.state !== 'CONFIRMED') || Date.parse(visit.startsAt) <= now.getTime()) return 'VISIT_OVER';
  return recipientOf(visit) ? null : 'NO_ADDRESS';
}

/** To a mobile telephone rather than to a mail address, to that rather than to another telephone: texts do not reach all of those. */
export function recipientOf({ patient, lead }: VisitToTell): Recipient | null {
  if (lead) return { name: lead.name, channel: 'SMS', address: lead.telephone, language: languageOf(lead.preferredLanguage) };
  if (!patient) return null;
  const points = [...patient.telecom.filter(({ system, use }) => system === 'PHONE' && use === 'MOBILE'), ...patient.telecom.filter(({ system }) => system === 'EMAIL'), ...patient.telecom.filter(({ system }) => system === 'PHONE')];
  const [point] = points;
  const name = patient.name.preferred ?? patient.name.given[0] ?? '';
  return point ? { name, channel: point.system === 'EMAIL' ? 'EMAIL' : 'SMS', address: point.value, language: languageOf(patient.language) } : null;
}

/** The text in the recipient's language, its times as the site's clocks show them. */
export function textOf(template: ReminderTemplate, language: Language, { localStart, ...rest }: MessageDetails): string {
  const start = new Date(`${localStart}Z`);
  const shown = (options: Intl.DateTimeFormatOptions): string => new Intl.DateTimeFormat(language === 'es' ? 'es-US' : 'en-US', { ...options, timeZone: 'UTC' }).format(start).replace(/\s/gu, ' ');
  const values: Readonly<Record<string, string | null>> = { ...rest, day: shown({ weekday: 'long', month: 'long', day: 'numeric' }), time: shown({ hour: 'numeric', minute: '2-digit' }) };
  const sentences = TEXTS[language][template].filter((sentence) => placeholdersOf(sentence).every((name) => values[name]));
  return sentences.map((sentence) => sentence.replace(/\{(\w+)\}/g, (_all, name: string) => values[name] ?? '')).join(' ');
}

/** Where the visit is, on one line. */
export function placeOf({ location }: VisitToTell): string {
  return location ? [location.name, ...location.addressLines, location.city].filter((part) => part).join(', ') : '';
}

function placeholdersOf(sentence: string): string[] {
  return [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
}

/** Of "es-MX" Spanish. */
function languageOf(tag: string | null): Language {
  return tag?.toLowerCase().split('-')[0] === 'es' ? 'es' : 'en';
}
