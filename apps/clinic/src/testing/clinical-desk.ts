import { randomUUID } from 'node:crypto';
import { addDays, todayIn, PRACTICE_TIME_ZONE, type CalendarDay, type Clock, type Id } from '@spindle/kernel';
import { SAMPLE_LOCATION_IDS, SAMPLE_PRACTICES, type DemoRole } from '@spindle/sample-clinic';
import { answersTo, documentOf, type ClinicalOperation } from './clinical-operations';
import { TestClinic } from './test-clinic';

/** The payload of a mutation: what it made, and why not. */
export interface Payload {
  readonly errors: readonly { readonly __typename: string; readonly message: string; readonly [detail: string]: unknown }[];
  readonly [thing: string]: unknown;
}

export interface Versioned {
  readonly id: string;
  readonly version: number;
  readonly [field: string]: unknown;
}

export interface Visit extends Versioned {
  readonly startsAt: string;
}

export interface PersonOfRole {
  readonly role: DemoRole;
  readonly personId: Id<'Person'>;
}

/** The running clinic over HTTP, with a clock that a test moves: it begins at the present and goes forward. */
export class ClinicalDesk {
  static async open(): Promise<ClinicalDesk> {
    const clock = new MovedClock();
    return new ClinicalDesk(await TestClinic.start(clock), clock);
  }

  private constructor(readonly clinic: TestClinic, readonly clock: MovedClock) {}

  close(): Promise<void> {
    return this.clinic.stop();
  }

  /** Does an operation as the sample's person of a role, or as another one; throws where the rights refuse it. */
  async does(by: DemoRole | PersonOfRole, name: ClinicalOperation, input: object): Promise<Payload> {
    const as = typeof by === 'string' ? { role: by } : by;
    const { data, errors } = await this.clinic.front.ask<Record<string, Payload> | undefined>(documentOf(name, as.role), { input: { idempotencyKey: randomUUID(), ...input } }, as);
    const payload = data?.[name];
    if (errors.length > 0 || !payload) throw new Error(errors.map(({ extensions, message }) => `${extensions.code}: ${message}`).join(' '));
    await this.clinic.clinic.settled();
    return payload;
  }

  /** The same, where it must go well: what it made. */
  async made<Thing = Versioned>(role: DemoRole, name: ClinicalOperation, { of, ...input }: { readonly of: string; readonly [field: string]: unknown }): Promise<Thing> {
    const payload = await this.does(role, name, input);
    if (payload.errors.length > 0) throw new Error(`${name}: ${JSON.stringify(payload.errors)}`);
    return payload[of] as Thing;
  }

  async reads<Data>(role: DemoRole, query: string, variables: object = {}): Promise<Data> {
    const { data, errors } = await this.clinic.front.ask<Data>(query, variables, { role });
    if (errors.length > 0) throw new Error(JSON.stringify(errors));
    return data;
  }

  /** Leads a visit one step on. */
  async step(name: 'checkInPatient' | 'roomPatient' | 'startTreatment' | 'completeVisit', { id, version }: Versioned): Promise<Visit> {
    return this.made<Visit>('FRONT_DESK', name, { of: 'appointment', appointmentId: id, version });
  }

  /** The encounter that an arrival opened. */
  async encounterOf({ id }: Pick<Versioned, 'id'>): Promise<string> {
    const { appointment } = await this.reads<{ appointment: { encounter: { id: string } } }>('PRACTITIONER', 'query ($id: ID!) { appointment(id: $id) { encounter { id } } }', { id });
    return appointment.encounter.id;
  }

  /** The questions of a set that are in force, answered; `otherwise` names the answers that find something. */
  async answers(set: 'NEEDLING' | 'RED_FLAGS', otherwise: Readonly<Record<string, string>> = {}): Promise<object[]> {
    const { screeningQuestionSet } = await this.reads<{ screeningQuestionSet: { questions: Parameters<typeof answersTo>[0] } }>('PRACTITIONER',
      'query ($key: ScreeningQuestionSetKey!, $on: Date!) { screeningQuestionSet(key: $key, on: $on) { questions { key options { key effect } } } }', { key: set, on: this.clock.day() });
    return answersTo(screeningQuestionSet.questions, otherwise);
  }

  /** The first Monday, behind all visits of the sample, from which on a series meets no conflict: no holiday lies in it. */
  async firstMondayFree(series: object): Promise<CalendarDay> {
    const [somebody] = await this.clinic.rows<{ id: string }>('SELECT id FROM patient.patient WHERE practice_id = $1 LIMIT 1', [SAMPLE_PRACTICES.spindle.id]);
    const today = this.clock.day();
    const monday = addDays(today, (8 - new Date(today).getUTCDay()) % 7);
    for (let week = 12; week < 40; week += 1) {
      const firstDay = addDays(monday, week * 7);
      const { proposeSeries } = await this.reads<{ proposeSeries: { proposal: { occurrences: { conflicts: string[] }[] } | null } }>('FRONT_DESK',
        'query ($request: SeriesRequestInput!) { proposeSeries(request: $request) { proposal { occurrences { conflicts } } } }', { request: { patientId: somebody?.id, firstDay, ...series } });
      if (proposeSeries.proposal?.occurrences.every(({ conflicts }) => conflicts.length === 0)) return firstDay;
    }
    throw new Error('The sample clinic has no weeks without a conflict.');
  }

  /** The first free time of a practitioner for a service at Broomfield from the clock's present on. */
  async freeTime(serviceTypeCode: string, practitionerId: string | undefined): Promise<string> {
    const { availableSlots } = await this.reads<{ availableSlots: { slots: { startsAt: string }[] } }>('FRONT_DESK',
      'query ($service: String!, $sites: [ID!], $practitioner: ID, $from: DateTime) { availableSlots(serviceTypeCode: $service, locationIds: $sites, practitionerId: $practitioner, from: $from, first: 1) { slots { startsAt } } }',
      { service: serviceTypeCode, sites: [SAMPLE_LOCATION_IDS.broomfield], practitioner: practitionerId, from: this.clock.now().toISOString() });
    const [slot] = availableSlots.slots;
    if (!slot) throw new Error(`Nobody is free for ${serviceTypeCode}.`);
    return slot.startsAt;
  }
}

/** A clock that stands still until it is moved. */
export class MovedClock implements Clock {
  #now = new Date();

  now(): Date {
    return this.#now;
  }

  /** The calendar day at the practice. */
  day(): CalendarDay {
    return todayIn(PRACTICE_TIME_ZONE, this);
  }

  moveTo(instant: string | Date): void {
    this.#now = new Date(instant);
  }

  moveMinutes(minutes: number): void {
    this.#now = new Date(this.#now.getTime() + minutes * 60_000);
  }
}
