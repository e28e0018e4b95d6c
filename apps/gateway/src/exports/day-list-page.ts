import { createHash } from 'node:crypto';
import { escaped } from '../html/escaped';

/** A visit as the list prints it; each of the people is null where the visit is for the other. */
export interface ListedVisit {
  readonly state: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly serviceType: { readonly name: string } | null;
  readonly practitioner: { readonly id: string; readonly name: { readonly display: string } } | null;
  readonly room: { readonly name: string } | null;
  readonly patient: {
    readonly recordNumber: string;
    readonly interpreterLanguage: string | null;
    readonly name: { readonly full: string; readonly preferred: string | null };
    readonly alerts: readonly { readonly text: string }[];
  } | null;
  readonly lead: { readonly name: string } | null;
  /** Null while billing does not answer. */
  readonly patientBalance: { readonly amount: string; readonly currency: string } | null;
}

/** A site's day as the graph shows it. */
export interface ListedDay {
  readonly date: string;
  readonly timeZone: string;
  readonly truncated: boolean;
  readonly location: { readonly name: string } | null;
  readonly appointments: readonly ListedVisit[];
}

const STYLE = `@page{size:letter landscape;margin:12mm}body{font:10pt/1.35 system-ui,sans-serif;margin:1rem}h1{font-size:14pt;margin:0}h2{font-size:12pt;margin:1.2em 0 .3em;break-after:avoid}
table{border-collapse:collapse;width:100%}thead{display:table-header-group}tr{break-inside:avoid}th,td{border:.5pt solid #555;padding:.25em .4em;text-align:left;vertical-align:top}th{background:#eee}td.n{text-align:right;white-space:nowrap}td.t{white-space:nowrap}@media screen{body{max-width:75rem;margin:1rem auto}}`;

/** Nothing is loaded, no script runs, nothing is sent. */
export const DAY_LIST_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'`;

/** Visits in these states are not expected any more. */
const NOT_EXPECTED: ReadonlySet<string> = new Set(['EXPIRED', 'CANCELLED', 'LATE_CANCELLED', 'NO_SHOW', 'RESCHEDULED', 'ENTERED_IN_ERROR']);
const HEADINGS = ['Here', 'Time', 'Room', 'Service', 'Patient', 'Number', 'To know', 'Interpreter', 'Balance', 'State'];

/** The visits of a day that are expected. */
export function expectedVisits({ appointments }: ListedDay): ListedVisit[] {
  return appointments.filter(({ state }) => !NOT_EXPECTED.has(state));
}

/** The day on paper, practitioner by practitioner, each visit with an empty box to tick; `printedAt` tells how old it is. */
export function dayListPage(day: ListedDay, printedAt: Date): string {
  const visits = expectedVisits(day);
  const byPractitioner = [...Map.groupBy(visits, ({ practitioner }) => practitioner?.id).values()].map((theirs) => ({ name: theirs[0]?.practitioner?.name.display ?? 'No practitioner', theirs }));
  const tables = byPractitioner.sort((one, other) => one.name.localeCompare(other.name)).map(({ name, theirs }) => `<h2>${escaped(name)}</h2>${tableOf(theirs, day.timeZone)}`);
  const title = `${day.location?.name ?? ''}, ${new Intl.DateTimeFormat('en-US', { dateStyle: 'full', timeZone: 'UTC' }).format(new Date(day.date))}`;
  const printed = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'short', timeZone: day.timeZone }).format(printedAt);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="robots" content="noindex"><title>Day list</title><style>${STYLE}</style></head>
<body><h1>${escaped(title)}</h1><p>${visits.length} visits, as of ${escaped(printed)}. Holds health information: shred it at the end of the day.${day.truncated ? ' <strong>Not all visits of the day are here.</strong>' : ''}</p>
${tables.join('\n')}
</body></html>
`;
}

function tableOf(visits: readonly ListedVisit[], timeZone: string): string {
  const rows = visits.map((visit) => `<tr>${cellsOf(visit, timeZone)}</tr>`);
  return `<table><thead><tr>${HEADINGS.map((heading) => `<th>${heading}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function cellsOf({ state, startsAt, endsAt, serviceType, room, patient, lead, patientBalance }: ListedVisit, timeZone: string): string {
  const clock = (instant: string): string => new Intl.DateTimeFormat('en-US', { hour: 'numeric', minute: '2-digit', timeZone }).format(new Date(instant)).replace(/\s/gu, ' ');
  const called = patient?.name.preferred ? `${patient.name.full} (“${patient.name.preferred}”)` : patient?.name.full;
  const texts = [room?.name, serviceType?.name, called ?? (lead ? `${lead.name}, no patient yet` : ''), patient?.recordNumber, patient?.alerts.map(({ text }) => text).join(' · '), languageName(patient?.interpreterLanguage ?? null)];
  const balance = patientBalance ? `${patientBalance.amount} ${patientBalance.currency}` : '';
  return `<td>☐</td><td class="t">${clock(startsAt)} – ${clock(endsAt)}</td>${texts.map((text) => `<td>${escaped(text ?? '')}</td>`).join('')}<td class="n">${escaped(balance)}</td><td>${escaped(state.toLowerCase().replaceAll('_', ' '))}</td>`;
}

/** A language in words, "Spanish"; a tag that nobody has a word for stays as it is. */
function languageName(tag: string | null): string {
  return tag === null ? '' : new Intl.DisplayNames('en-US', { type: 'language' }).of(tag) ?? tag;
}
