import { randomUUID } from 'node:crypto';
import type { Clock, Id } from '@spindle/kernel';
import { DEMO_PEOPLE, SAMPLE_LOCATION_IDS, SAMPLE_PRACTICES, type DemoRole } from '@spindle/sample-clinic';
import type { Viewer } from '@spindle/subgraph';
import { TestClinic, type Reply } from '../testing/test-clinic';
import { textOf } from './mutation-texts';

const HOUR = 3_600_000;
/** Behind the sample's visits, within what its services can be booked ahead. */
const DAYS_AHEAD = 200;
const PRACTICE = SAMPLE_PRACTICES.spindle.id;

/** The practitioner works round the clock, and services ask for nothing but a free time. */
const OPEN_HOURS = [
  `UPDATE scheduling.service_type SET horizon_days = 730, grid_minutes = 1, minimum_notice_minutes = 0, accepts = 'ANYBODY', needs_room = false WHERE practice_id = $1`,
  'UPDATE scheduling.credential SET valid_to = NULL WHERE practice_id = $1',
  'UPDATE patient.practitioner_credential SET valid_through = NULL WHERE practice_id = $1',
  'DELETE FROM scheduling.closure WHERE practice_id = $1',
];
const ROUND_THE_CLOCK = [
  'DELETE FROM scheduling.weekly_hours_day WHERE weekly_hours_id IN (SELECT id FROM scheduling.weekly_hours WHERE practitioner_id = $1)',
  'INSERT INTO scheduling.weekly_hours_day SELECT practice_id, id, weekday, 0, 1440 FROM scheduling.weekly_hours, generate_series(1, 7) AS weekday WHERE practitioner_id = $1',
];

/** A row as a mutation answers it. */
export interface Thing { readonly id: string; readonly version: number }
type Answer = Readonly<Record<string, Readonly<Record<string, unknown>> & { readonly errors: readonly { readonly __typename: string; readonly message: string }[] }>>;

/** The sample clinic, with what is needed to bring about any state in it: its clock, its people, their visits. */
export class Scene {
  readonly location = SAMPLE_LOCATION_IDS.broomfield;
  readonly practitioner = DEMO_PEOPLE.PRACTITIONER.practitionerId ?? '';
  #patients: string[] = [];
  #hours = 0;

  private constructor(readonly clinic: TestClinic, readonly clock: Clock & { aheadMs: number }) {}

  static async open(): Promise<Scene> {
    const clock = { aheadMs: 0, now: () => new Date(Date.now() + clock.aheadMs) };
    const clinic = await TestClinic.start(clock);
    const scene = new Scene(clinic, clock);
    for (const sql of OPEN_HOURS) await clinic.rows(sql, [PRACTICE]);
    for (const sql of ROUND_THE_CLOCK) await clinic.rows(sql, [scene.practitioner]);
    const adults = await clinic.rows<{ id: string }>(`SELECT id FROM patient.patient WHERE practice_id = $1 AND birth_date < '2000-01-01' AND id <> $2 ORDER BY id`, [PRACTICE, DEMO_PEOPLE.PATIENT.patientId]);
    scene.#patients = adults.map(({ id }) => id);
    clock.aheadMs = DAYS_AHEAD * 24 * HOUR;
    return scene;
  }

  close(): Promise<void> {
    return this.clinic.stop();
  }

  now(): Date {
    return this.clock.now();
  }

  /** The practice's calendar day, so many days from now. */
  day(ahead = 0): string {
    return new Date(this.now().getTime() + ahead * 24 * HOUR).toLocaleDateString('en-CA', { timeZone: 'America/Denver' });
  }

  /** Somebody for whom no other case does anything. */
  somebody(): string {
    const patient = this.#patients.shift();
    if (patient === undefined) throw new Error('The sample clinic has no more patients.');
    return patient;
  }

  /** A free time of the practitioner's, later than all given before. */
  freeTime(): string {
    this.#hours += 1;
    return new Date(Math.ceil((this.now().getTime() + 5 * HOUR) / HOUR) * HOUR + this.#hours * HOUR).toISOString();
  }

  /** Answers the first row's first column. */
  async value(sql: string, values: readonly unknown[] = []): Promise<string> {
    const [row] = await this.clinic.rows<Record<string, unknown>>(sql, values);
    if (!row) throw new Error(`Nothing was found: ${sql}`);
    return String(Object.values(row)[0]);
  }

  send(name: string, input: object, role: DemoRole): Promise<Reply<Answer>> {
    return this.clinic.front.ask<Answer>(textOf(name), { input }, { role });
  }

  /** Has the mutation done, and answers what it made. */
  async does(name: string, input: object, role: DemoRole = 'FRONT_DESK'): Promise<Thing> {
    return madeBy(name, await this.send(name, { idempotencyKey: randomUUID(), ...input }, role));
  }

  /** Somebody who works under the licence of another: what they write waits for a second signature. */
  async assistant(): Promise<(name: string, input: object) => Promise<Thing>> {
    const practitionerId = randomUUID() as Id<'Practitioner'>;
    await this.clinic.rows(`INSERT INTO patient.practitioner_credential (practice_id, credential_id, practitioner_id, kind, valid_from, confirmed) VALUES ($1, gen_random_uuid(), $2, 'ASSISTANT_LICENSE', '2020-01-01', true)`, [PRACTICE, practitionerId]);
    const viewer: Viewer = { personId: randomUUID() as Id<'Person'>, practiceId: PRACTICE, roles: ['PRACTITIONER'], siteIds: null, practitionerId };
    return async (name, input) => {
      const answer = await this.clinic.clinic.subgraphs['patient']?.execute({ query: textOf(name), variables: { input: { idempotencyKey: randomUUID(), ...input } } }, { viewer, requestId: randomUUID() });
      return madeBy(name, JSON.parse(JSON.stringify(answer)) as { data: Answer });
    };
  }

  booking(otherwise: object = {}): Record<string, unknown> {
    return { patientId: this.somebody(), practitionerId: this.practitioner, locationId: this.location, serviceTypeCode: 'PT_VISIT', startsAt: this.freeTime(), ...otherwise };
  }

  /** A visit, booked and led through these steps; the clock goes on to its start before the patient is checked in. */
  async visit(steps: readonly string[] = [], otherwise: object = {}): Promise<Thing> {
    let visit = await this.does('bookAppointment', this.booking(otherwise));
    for (const step of steps) {
      if (step === 'checkInPatient') await this.goTo(visit.id);
      visit = await this.does(step, { appointmentId: visit.id, version: visit.version, ...(step === 'cancelAppointment' ? { reasonCode: 'PATIENT' } : {}) });
    }
    return visit;
  }

  async goTo(appointment: string): Promise<void> {
    const start = Date.parse(await this.value('SELECT starts_at FROM scheduling.appointment WHERE id = $1', [appointment]));
    this.clock.aheadMs += Math.max(0, start - this.now().getTime());
    this.#hours = 0;
  }

  /** A visit that is going on, and its encounter. */
  async encounter(patientId = this.somebody()): Promise<{ readonly patientId: string; readonly encounterId: string; readonly visit: Thing }> {
    const visit = await this.visit(['checkInPatient'], { patientId });
    await this.clinic.clinic.settled();
    return { patientId, visit, encounterId: await this.value('SELECT id FROM patient.encounter WHERE appointment_id = $1', [visit.id]) };
  }
}

/** The row that an answer tells of. Throws where the mutation was refused: the case is wrong then. */
function madeBy(name: string, { data, errors }: Pick<Reply<Answer>, 'data'> & Partial<Reply>): Thing {
  const payload = data?.[name];
  if (!payload || payload.errors.length > 0) throw new Error(`${name}: ${JSON.stringify(payload?.errors ?? errors)}`);
  return Object.values(payload).find((each) => typeof each === 'object' && each !== null && 'id' in each) as Thing;
}

/** How one mutation is brought to do its work. */
export interface Case {
  /** Who sends it; the front desk where nobody is named. */
  readonly as?: DemoRole;
  /** Makes what the mutation needs, and answers its input without the key. */
  readonly input: (scene: Scene) => object | Promise<object>;
  /** A field of the payload that only the first answer has: a secret that is not kept. */
  readonly toldOnce?: string;
}

export type Cases = Readonly<Record<string, Case>>;
