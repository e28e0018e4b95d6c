import { randomUUID } from 'node:crypto';
import type { Id } from '@spindle/kernel';
import { SAMPLE_LOCATION_IDS, type DemoRole } from '@spindle/sample-clinic';
import type { Front } from './test-clinic';

/** What a mutation answers: the thing it is about, by its name in the payload, and why it was refused. */
export interface Payload {
  readonly [thing: string]: unknown;
  readonly errors: readonly { readonly __typename: string; readonly [field: string]: unknown }[];
}

/** A visit that is going on, and the encounter it opened. */
export interface VisitUnderWay {
  readonly encounterId: Id<'Encounter'>;
  readonly appointmentId: Id<'Appointment'>;
  /** On the site's calendar. */
  readonly day: string;
}

interface Step { readonly appointment: { readonly id: Id<'Appointment'>; readonly version: number } | null; readonly errors: readonly object[] }

const SLOTS = `query ($service: String!, $sites: [ID!], $practitioner: ID, $from: DateTime) {
  availableSlots(serviceTypeCode: $service, locationIds: $sites, practitionerId: $practitioner, from: $from, first: 1) { slots { startsAt room { id } } } }`;

/** The clinic's people, each doing what is their task, at the gateway; and the clock they work by. */
export class PeopleAtWork {
  /** What the clock shows. */
  now = new Date();

  front!: Front;

  readonly clock = { now: (): Date => this.now };

  /** Somebody in a role, who `does` mutations; their inputs need no idempotency key. Throws where the answer is none of the mutation's own. */
  as(role: DemoRole): { readonly does: (mutation: string, input: object, selection: string) => Promise<Payload> } {
    return { does: (mutation, input, selection) => this.#send(role, { mutation, input, selection }) };
  }

  async #send(role: DemoRole, { mutation, input, selection }: { readonly mutation: string; readonly input: object; readonly selection: string }): Promise<Payload> {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
    const query = `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${selection} } }`;
    const { data, errors } = await this.front.ask<Record<string, Payload>>(query, { input: { idempotencyKey: randomUUID(), ...input } }, { role });
    if (errors.length > 0) throw new Error(`${mutation}: ${JSON.stringify(errors)}`);
    return data[mutation] as Payload;
  }

  async asks<Data>(role: DemoRole, query: string, variables: object = {}): Promise<Data> {
    const { data, errors } = await this.front.ask<Data>(query, variables, { role });
    if (errors.length > 0) throw new Error(JSON.stringify(errors));
    return data;
  }

  async registers(name: string, otherwise: object = {}): Promise<Id<'Patient'>> {
    const [given, family] = name.split(' ');
    const { patient } = await this.as('FRONT_DESK').does('registerPatient', { name: { given: [given], family }, birthDate: '1984-05-06', sex: 'FEMALE', confirmedNew: true, ...otherwise }, 'patient { id }');
    return (patient as { id: Id<'Patient'> }).id;
  }

  /** Books the practitioner's next free time and brings the patient through to the treatment, which is when the clock then stands. */
  async treats(patientId: Id<'Patient'>, { service = 'DRY_NEEDLING', practitionerId, daysAhead = 1 }: { readonly service?: string; readonly practitionerId: Id<'Practitioner'>; readonly daysAhead?: number }): Promise<VisitUnderWay> {
    const from = new Date(this.now.getTime() + daysAhead * 86_400_000).toISOString();
    const found = await this.asks<{ availableSlots: { slots: { startsAt: string; room: { id: string } }[] } }>('FRONT_DESK', SLOTS, { service, sites: [SAMPLE_LOCATION_IDS.broomfield], practitioner: practitionerId, from });
    const [slot] = found.availableSlots.slots;
    if (!slot) throw new Error(`No time is free for ${service}.`);
    const booked = await this.#step('bookAppointment', { patientId, practitionerId, serviceTypeCode: service, locationId: SAMPLE_LOCATION_IDS.broomfield, roomId: slot.room.id, startsAt: slot.startsAt });
    this.now = new Date(slot.startsAt);
    const started = await this.#follow(booked, ['checkInPatient', 'roomPatient', 'startTreatment']);
    const { appointment } = await this.asks<{ appointment: { encounter: { id: Id<'Encounter'> } } }>('PRACTITIONER', 'query ($id: ID!) { appointment(id: $id) { encounter { id } } }', { id: started.id });
    return { encounterId: appointment.encounter.id, appointmentId: started.id, day: slot.startsAt.slice(0, 10) };
  }

  async #follow(appointment: NonNullable<Step['appointment']>, steps: readonly string[]): Promise<NonNullable<Step['appointment']>> {
    let last = appointment;
    for (const step of steps) last = await this.#step(step, { appointmentId: last.id, version: last.version });
    return last;
  }

  async #step(mutation: string, input: object): Promise<NonNullable<Step['appointment']>> {
    const { appointment, errors } = (await this.as('FRONT_DESK').does(mutation, input, 'appointment { id version } errors { __typename ... on UserError { message } }')) as unknown as Step;
    if (!appointment) throw new Error(`${mutation}: ${JSON.stringify(errors)}`);
    return appointment;
  }
}
