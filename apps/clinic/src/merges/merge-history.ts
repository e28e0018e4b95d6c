import { randomUUID } from 'node:crypto';
import { SAMPLE_PRACTICES, type DemoRole } from '@spindle/sample-clinic';
import { screening } from '../once/patient-cases';
import type { Scene } from '../once/scene';
import { Chains, type Step, type Writing } from './history';
import type { RecordRow, RecordRows } from './record-rows';

/** What the graph shows of a record: its survivor, and the ids in its lists. */
interface Shown {
  readonly mergedInto: string | null;
  readonly lists: Readonly<Record<string, readonly string[]>>;
}

interface Connection { readonly edges: readonly { readonly node: { readonly id: string } }[] }
const NODES = '{ edges { node { id } } }';
/** For each list of the graph: who may read it, how it is asked for, and the table behind it. */
const LISTS: Readonly<Record<string, { readonly role: DemoRole; readonly selection: string; readonly table: string }>> = {
  appointments: { role: 'FRONT_DESK', selection: `appointments(first: 100) ${NODES}`, table: 'scheduling.appointment' },
  coverages: { role: 'FRONT_DESK', selection: 'coverages { id }', table: 'billing.coverage' },
  conditions: { role: 'PRACTITIONER', selection: `conditions(first: 100) ${NODES}`, table: 'patient.condition' },
  screenings: { role: 'PRACTITIONER', selection: `screenings(first: 100) ${NODES}`, table: 'patient.screening' },
  encounters: { role: 'PRACTITIONER', selection: `encounters(first: 100) ${NODES}`, table: 'patient.encounter' },
};
const FAMILY = 'Quillfeather';

/** A history of records that are merged and taken apart at a running clinic, beside what it must come to. */
export class MergeHistory {
  readonly #chains = new Chains();
  readonly #merges: { readonly id: string; readonly merged: string }[] = [];
  readonly #registered: string[] = [];
  readonly #family = `${FAMILY} ${randomUUID().slice(0, 8)}`;

  /** Begins with people of the sample, who have visits, notes, covers and claims already. */
  constructor(private readonly scene: Scene, private readonly records: RecordRows, readonly people: string[]) {}

  /** Does a step and waits until every subgraph was told of it. Answers under whose id something new must have been written; null: under nobody's. */
  async take(step: Step): Promise<string | null> {
    const writtenUnder = await this.#do(step);
    await this.scene.clinic.clinic.settled();
    return writtenUnder;
  }

  /** With whom a row is shown that was written under an id. */
  rootOf(id: string): string {
    return this.#chains.rootOf(id);
  }

  rows(): Promise<RecordRow[]> {
    return this.records.read(this.people);
  }

  /** Every record as the graph shows it, asked for by the id it always had. */
  async shown(): Promise<Readonly<Record<string, Shown>>> {
    const answers = await Promise.all((['FRONT_DESK', 'PRACTITIONER'] as const).map((role) => this.#ask(role)));
    return Object.fromEntries(this.people.map((id, at) => {
      const patients = answers.map((data) => data[`p${at}`]);
      return [id, { mergedInto: patients[0]?.mergedInto?.id ?? null, lists: Object.fromEntries(Object.keys(LISTS).map((list) => [list, idsOf(patients.map((each) => each?.[list]).find((each) => each != null))])) }];
    }));
  }

  /** The same as it must be by the rows: a merged record shows nothing of its own, its survivor each row once. */
  expected(rows: readonly RecordRow[]): Readonly<Record<string, Shown>> {
    const listed = (table: string, id: string): readonly string[] => rows.filter((each) => each.table === table && this.rootOf(each.writtenUnder) === id).map(({ row }) => row).sort();
    return Object.fromEntries(this.people.map((id) => [id, { mergedInto: this.#chains.isMerged(id) ? this.rootOf(id) : null, lists: Object.fromEntries(Object.entries(LISTS).map(([list, { table }]) => [list, listed(table, id)])) }]));
  }

  /** Who is found by the name that all registered people have, and who must be: each survivor once. */
  async found(): Promise<readonly [found: readonly string[], expected: readonly string[]]> {
    const { data } = await this.scene.clinic.front.ask<{ searchPatients: Connection }>(`query ($text: String!) { searchPatients(text: $text, first: 100) ${NODES} }`, { text: this.#family });
    return [idsOf(data.searchPatients), [...new Set(this.#registered.map((id) => this.rootOf(id)))].sort()];
  }

  async #ask(role: DemoRole): Promise<Record<string, ({ readonly mergedInto: { readonly id: string } | null } & Record<string, never>) | null>> {
    const lists = Object.values(LISTS).filter((list) => list.role === role).map(({ selection }) => selection).join(' ');
    const { data, errors } = await this.scene.clinic.front.ask<Awaited<ReturnType<MergeHistory['shown']>> & Record<string, never>>(
      `query { ${this.people.map((id, at) => `p${at}: patient(id: "${id}") { id mergedInto { id } ${lists} }`).join(' ')} }`, {}, { role });
    if (errors.length > 0) throw new Error(JSON.stringify(errors));
    return data;
  }

  async #do(step: Step): Promise<string | null> {
    if (step.kind === 'register') return this.#register();
    if (step.kind === 'write') return this.#write(step.what, this.#person(step.record));
    if (step.kind === 'merge') return this.#merge(this.#person(step.survivor), this.#person(step.merged));
    return this.#unmerge(step.merge);
  }

  async #register(): Promise<string> {
    const { id } = await this.scene.does('registerPatient', { name: { given: ['Zita'], family: this.#family }, birthDate: '1980-03-09', sex: 'FEMALE', confirmedNew: true });
    this.people.push(id);
    this.#registered.push(id);
    return id;
  }

  /** Two records that were never merged go together, and no others. */
  async #merge(survivorId: string, mergedId: string): Promise<null> {
    const mayMerge = survivorId !== mergedId && ![survivorId, mergedId].some((id) => this.#chains.isMerged(id));
    const merge = await this.#attempt('mergePatients', { survivorId, mergedId, reason: 'The same person, registered twice.' });
    expect(merge !== null).toBe(mayMerge);
    if (!merge) return null;
    this.#chains.leads(mergedId, survivorId);
    this.#merges.push({ id: merge, merged: mergedId });
    return null;
  }

  async #unmerge(place: number): Promise<null> {
    const [undone] = this.#merges.splice(place % Math.max(1, this.#merges.length), 1);
    if (!undone) return null;
    await this.scene.does('unmergePatients', { mergeId: undone.id, reason: 'They are father and son.' }, 'PRACTICE_ADMIN');
    this.#chains.parts(undone.merged);
    return null;
  }

  /** Care takes nothing under the id of a merged record; a cover that somebody still adds under it is that record's. */
  async #write(what: Writing, patientId: string): Promise<string | null> {
    const isTaken = (await this.#writings[what](patientId)) !== null;
    expect({ what, isTaken }).toEqual({ what, isTaken: what === 'coverage' || !this.#chains.isMerged(patientId) });
    return isTaken ? patientId : null;
  }

  readonly #writings: Readonly<Record<Writing, (patientId: string) => Promise<string | null>>> = {
    condition: (patientId) => this.#attempt('recordCondition', { patientId, diagnosisCode: 'M54.2', on: this.scene.day() }, 'PRACTITIONER'),
    screening: (patientId) => this.#attempt('recordScreening', screening(this.scene, {}, patientId)),
    alert: (patientId) => this.#attempt('pinAlert', { patientId, category: 'ADMINISTRATIVE', text: 'Speaks through her daughter' }),
    booking: (patientId) => this.#attempt('bookAppointment', this.scene.booking({ patientId })),
    visit: async (patientId) => (this.#chains.isMerged(patientId) ? null : (await this.scene.visit(['checkInPatient'], { patientId })).id),
    coverage: async (patientId) => {
      const planId = await this.scene.value('SELECT id FROM billing.insurance_plan WHERE practice_id = $1 ORDER BY 1 LIMIT 1', [SAMPLE_PRACTICES.spindle.id]);
      const day = `${2100 + (this.#covers += 1)}-01-01`;
      return this.#attempt('addCoverage', { patientId, planId, priority: 'TERTIARY', memberId: 'W123456789', relationship: 'SELF', validFrom: day, validTo: day }, 'BILLER');
    },
  };
  #covers = 0;

  /** The id of what a mutation made; null where it was refused. */
  async #attempt(name: string, input: object, role: DemoRole = 'FRONT_DESK'): Promise<string | null> {
    const { data, errors } = await this.scene.send(name, { idempotencyKey: randomUUID(), ...input }, role);
    if (errors.length > 0) throw new Error(JSON.stringify(errors));
    const made = Object.values(data[name] ?? {}).find((each) => typeof each === 'object' && each !== null && 'id' in each) as { readonly id: string } | undefined;
    return made?.id ?? null;
  }

  #person(place: number): string {
    return this.people[place % this.people.length] ?? '';
  }
}

function idsOf(list: Connection | readonly { readonly id: string }[] | undefined): readonly string[] {
  if (list === undefined) return [];
  return ('edges' in list ? list.edges.map(({ node }) => node.id) : list.map(({ id }) => id)).toSorted();
}
