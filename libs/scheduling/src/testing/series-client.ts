import { randomUUID } from 'node:crypto';
import type { SchedulingClinic } from './scheduling-clinic';

const OCCURRENCE = 'ordinal localStart startsAt endsAt practitioner { id } room { id } conflicts alternatives { startsAt localStart practitioner { id } }';
const PROPOSAL = `{ occurrences { ${OCCURRENCE} } stops { limit fromOrdinal visits } knownLimits { visitsLeftKnowledge visitsLeft planKnowledge planVisitsLeft certificationKnowledge certifiedThrough } }`;
const SERIES = '{ id version plan { id } patient { id } firstDay weeklyTimes { weekday time } visits { ordinal originalLocalStart appointment { id version state localStart startsAt practitioner { id } room { id } } } }';
const ERROR = '__typename ... on UserError { message } ... on InvalidInputError { field }';
const REQUEST_ERROR = `${ERROR} ... on SeriesTooLongError { limit } ... on LocationMismatchError { mismatch }`;
const CONFLICT = `... on SeriesConflictError { occurrences { ${OCCURRENCE} } }`;
const STALE = '... on StaleVersionError { currentVersion }';

/** What each mutation answers. */
const SELECTION = {
  bookSeries: `series ${SERIES} proposal ${PROPOSAL} errors { ${REQUEST_ERROR} ${CONFLICT} }`,
  moveSeries: `series ${SERIES} errors { ${ERROR} ${CONFLICT} ${STALE} }`,
  cancelSeries: `series ${SERIES} errors { ${ERROR} ${STALE} }`,
} as const;

export interface AskedOccurrence {
  readonly ordinal: number;
  readonly localStart: string;
  readonly startsAt: string | null;
  readonly conflicts: readonly string[];
  readonly alternatives: readonly { readonly startsAt: string; readonly localStart: string }[];
}

export interface AskedProposal {
  readonly occurrences: readonly AskedOccurrence[];
  readonly stops: readonly { readonly limit: string; readonly fromOrdinal: number; readonly visits: number }[];
  readonly knownLimits: Readonly<Record<string, unknown>>;
}

interface AskedVisit {
  readonly ordinal: number;
  readonly originalLocalStart: string;
  readonly appointment: { readonly id: string; readonly version: number; readonly state: string; readonly localStart: string; readonly startsAt: string; readonly practitioner: { readonly id: string }; readonly room: { readonly id: string } | null };
}

export interface AskedSeries {
  readonly id: string;
  readonly version: number;
  readonly visits: readonly AskedVisit[];
}

export interface SeriesPayload {
  readonly series: AskedSeries | null;
  readonly proposal?: AskedProposal | null;
  readonly errors: readonly ({ readonly __typename: string; readonly occurrences?: readonly AskedOccurrence[] } & Readonly<Record<string, unknown>>)[];
}

/** Asks the clinic for series as the front desk would. Each request is for another patient and a month of its own unless told otherwise. */
export class SeriesClient {
  #patients = 0;
  #month = 3;

  constructor(readonly clinic: SchedulingClinic) {}

  /** A patient for whom nothing is booked yet. */
  somebody(): string {
    const patient = this.clinic.rows.patients[this.#patients++];
    if (!patient) throw new Error('The clinic of the test has no more patients.');
    return patient;
  }

  /** The first day of a month in which no other request of the test lies. */
  ownMonth(): string {
    this.#month += 1;
    return `${2026 + Math.floor(this.#month / 12)}-${String((this.#month % 12) + 1).padStart(2, '0')}-01`;
  }

  request(otherwise: object = {}): object {
    const { broomfield: locationId, ruiz: practitionerId, roomOne: roomId } = this.clinic.rows;
    const weeklyTimes = [{ weekday: 'MONDAY', time: '08:30' }, { weekday: 'THURSDAY', time: '16:00' }];
    return { patientId: this.somebody(), serviceTypeCode: 'FOLLOW_UP', locationId, practitionerId, roomId, firstDay: this.ownMonth(), weeklyTimes, visits: 4, ...otherwise };
  }

  async propose(otherwise: object = {}): Promise<{ proposal: AskedProposal | null; errors: Record<string, unknown>[] }> {
    const { data, errors } = await this.clinic.ask<{ proposeSeries: { proposal: AskedProposal | null; errors: Record<string, unknown>[] } }>(`query ($request: SeriesRequestInput!) { proposeSeries(request: $request) { proposal ${PROPOSAL} errors { ${REQUEST_ERROR} } } }`, { request: this.request(otherwise) });
    if (errors.length > 0) throw new Error(JSON.stringify(errors));
    return data.proposeSeries;
  }

  async change(name: keyof typeof SELECTION, input: object): Promise<SeriesPayload> {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    const { data, errors } = await this.clinic.ask<Record<string, SeriesPayload>>(`mutation ($input: ${type}Input!) { ${name}(input: $input) { ${SELECTION[name]} } }`, { input: { idempotencyKey: randomUUID(), ...input } });
    const payload = data?.[name];
    if (!payload) throw new Error(JSON.stringify(errors));
    return payload;
  }

  book(otherwise: object = {}, rest: object = {}): Promise<SeriesPayload> {
    return this.change('bookSeries', { request: this.request(otherwise), policy: 'ALL_OR_NOTHING', ...rest });
  }

  async booked(otherwise: object = {}, rest: object = {}): Promise<AskedSeries> {
    const { series, errors } = await this.book(otherwise, rest);
    if (!series) throw new Error(JSON.stringify(errors));
    return series;
  }

  async read(id: string): Promise<AskedSeries> {
    return (await this.clinic.ask<{ series: AskedSeries }>(`{ series(id: "${id}") ${SERIES} }`)).data.series;
  }
}
