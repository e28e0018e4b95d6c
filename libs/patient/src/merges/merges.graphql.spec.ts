import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { newId } from '@spindle/database';
import type { Id } from '@spindle/kernel';
import { clearAnswers, NEEDLING_INFORMATION } from '../testing/clinical-steps';
import { PatientClinic } from '../testing/patient-clinic';
import { FOLLOWING_TABLES } from './merge.repository';

interface Payload { readonly merge: { readonly id: string; readonly [field: string]: unknown } | null; readonly errors: readonly { readonly __typename: string; readonly [field: string]: unknown }[] }

describe('two records of one person', () => {
  let clinic: PatientClinic;
  const practitionerId = newId<'Practitioner'>();
  beforeAll(async () => { clinic = await PatientClinic.open(); });
  afterAll(() => clinic.close());

  const REASON = 'The same person, registered twice.';
  const merge = async (survivorId: string, mergedId: string, reason = REASON): Promise<Payload> =>
    (await clinic.ask<{ mergePatients: Payload }>('mutation ($input: MergePatientsInput!) { mergePatients(input: $input) { merge { id survivor { id } merged { id mergedInto { id } } } errors { __typename ... on PatientAlreadyMergedError { patient { id } } ... on InvalidInputError { field } } } }', { input: { idempotencyKey: randomUUID(), survivorId, mergedId, reason } })).data.mergePatients;
  const unmerge = async (mergeId: string | undefined): Promise<Payload> =>
    (await clinic.ask<{ unmergePatients: Payload }>('mutation ($input: UnmergePatientsInput!) { unmergePatients(input: $input) { merge { id unmergedAt } errors { __typename } } }', { input: { idempotencyKey: randomUUID(), mergeId, reason: 'They are father and son.' } }, clinic.viewer(clinic.practice, 'PRACTICE_ADMIN'))).data.unmergePatients;
  const visit = (patientId: Id<'Patient'>) => clinic.visit({ patientId, practitionerId, at: clinic.now });
  const visitsOf = async (id: string): Promise<string[]> =>
    (await clinic.ask<{ patient: { encounters: { edges: { node: { appointment: { id: string } } }[] } } }>('query ($id: ID!) { patient(id: $id) { encounters(first: 100) { edges { node { appointment { id } } } } } }', { id })).data.patient.encounters.edges.map(({ node }) => node.appointment.id).sort();
  const find = async (text: string) => (await clinic.ask<{ searchPatients: { edges: { node: { id: string } }[] } }>('query ($text: String!) { searchPatients(text: $text) { edges { node { id } } } }', { text })).data.searchPatients.edges.map(({ node }) => node.id);

  it('are put together with all that belongs to them, and taken apart again with exactly their own', async () => {
    const [survivor, merged] = [await clinic.register(), await clinic.register()];
    const [one, other] = [await visit(survivor), await visit(merged)];
    const done = await merge(survivor, merged);
    expect(done).toMatchObject({ merge: { survivor: { id: survivor }, merged: { id: merged, mergedInto: { id: survivor } } }, errors: [] });
    expect([await visitsOf(survivor), await visitsOf(merged)]).toEqual([[one, other].sort(), []]);
    const since = await visit(merged);
    expect(await visitsOf(survivor)).toContain(since);
    expect(await unmerge(done.merge?.id)).toMatchObject({ errors: [], merge: { unmergedAt: expect.any(String) } });
    expect([await visitsOf(survivor), await visitsOf(merged)]).toEqual([[one], [other, since].sort()]);
    expect(await unmerge(done.merge?.id)).toMatchObject({ errors: [{ __typename: 'MergeUndoneError' }] });
  });

  it.each([
    ['signConsent', { procedure: 'NEEDLING', formVersion: 1, signer: { kind: 'PATIENT', name: 'A. Núñez' }, acknowledged: NEEDLING_INFORMATION }],
    ['recordScreening', { questionSet: 'NEEDLING', answers: clearAnswers('NEEDLING') }],
    ['recordCondition', { diagnosisCode: 'M54.2', on: '2026-03-09' }],
    ['openEpisode', { discipline: 'DRY_NEEDLING', reason: 'Neck pain', startedOn: '2026-03-09' }],
    ['pinAlert', { category: 'CLINICAL', text: 'Prefers the morning.' }],
  ])('take nothing more under the record that was merged: %s says that it is not there', async (mutation, input) => {
    const [survivor, merged] = [await clinic.register(), await clinic.register()];
    await merge(survivor, merged);
    const before = await clinic.rowCounts();
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
    const { data } = await clinic.ask<Record<string, Payload>>(`mutation ($input: ${type}!) { ${mutation}(input: $input) { errors { __typename } } }`, { input: { idempotencyKey: randomUUID(), patientId: merged, ...input } }, clinic.practitioner(practitionerId));
    expect(data[mutation]).toEqual({ errors: [{ __typename: 'PatientNotFoundError' }] });
    expect(await clinic.rowCounts()).toEqual(before);
  });

  it('are found once, by the words of either, also after a change of the survivor', async () => {
    const [survivor, merged] = [await clinic.register({ name: { given: ['Zita'], family: 'Quillfeather' } }), await clinic.register({ name: { given: ['Zita'], family: 'Umbershoot' } })];
    const { merge: record } = await merge(survivor, merged);
    expect([await find('Quillfeather'), await find('Umbershoot'), await find('Zita')]).toEqual([[survivor], [survivor], [survivor]]);
    await clinic.ask('mutation ($input: UpdatePatientInput!) { updatePatient(input: $input) { errors { __typename } } }', { input: { idempotencyKey: randomUUID(), id: survivor, version: 1, language: 'en' } });
    expect(await find('Umbershoot')).toEqual([survivor]);
    await unmerge(record?.id);
    expect([await find('Quillfeather'), await find('Umbershoot')]).toEqual([[survivor], [merged]]);
  });

  it('tell the house of it, and of its undoing', async () => {
    const [survivor, merged] = [await clinic.register(), await clinic.register()];
    const { merge: record } = await merge(survivor, merged);
    await unmerge(record?.id);
    const events = await clinic.asAdmin<{ type: string; payload: object }>("SELECT type, payload FROM patient.outbox_event WHERE aggregate_id = $1 AND type IN ('PatientMerged', 'PatientUnmerged') ORDER BY id", [survivor]);
    expect(events).toEqual([{ type: 'PatientMerged', payload: { survivorId: survivor, mergedId: merged } }, { type: 'PatientUnmerged', payload: { survivorId: survivor, mergedId: merged } }]);
  });

  it('are refused when they are one record, when one has gone into another already, and without a reason', async () => {
    const [survivor, merged, third] = [await clinic.register(), await clinic.register(), await clinic.register()];
    expect(await merge(survivor, survivor)).toMatchObject({ merge: null, errors: [{ __typename: 'SamePatientError' }] });
    expect(await merge(survivor, merged, 'because')).toMatchObject({ errors: [{ __typename: 'InvalidInputError', field: 'reason' }] });
    await merge(survivor, merged);
    expect(await merge(third, merged)).toMatchObject({ errors: [{ __typename: 'PatientAlreadyMergedError', patient: { id: survivor } }] });
    expect(await merge(third, randomUUID())).toMatchObject({ errors: [{ __typename: 'PatientNotFoundError' }] });
  });

  it('write nothing under the id that was merged', async () => {
    const [survivor, merged] = [await clinic.register(), await clinic.register()];
    await merge(survivor, merged);
    const update = await clinic.ask<{ updatePatient: Payload }>('mutation ($input: UpdatePatientInput!) { updatePatient(input: $input) { errors { __typename } } }', { input: { idempotencyKey: randomUUID(), id: merged, version: 2, language: 'en' } });
    expect(update.data.updatePatient.errors).toEqual([{ __typename: 'PatientNotFoundError' }]);
  });

  it('may both have an open course of care, which are both kept', async () => {
    const [survivor, merged] = [await clinic.register(), await clinic.register()];
    const open = (patientId: string) => clinic.ask('mutation ($input: OpenEpisodeInput!) { openEpisode(input: $input) { errors { __typename } } }', { input: { idempotencyKey: randomUUID(), patientId, discipline: 'CHIROPRACTIC', reason: 'low back', startedOn: '2026-03-09' } }, clinic.practitioner(practitionerId));
    await open(survivor);
    await open(merged);
    expect((await merge(survivor, merged)).errors).toEqual([]);
    const { data } = await clinic.ask<{ patient: { episodes: { edges: unknown[] } } }>('query ($id: ID!) { patient(id: $id) { episodes { edges { node { id } } } } }', { id: survivor });
    expect(data.patient.episodes.edges).toHaveLength(2);
  });

  it('are followed by every table that names a patient, but for what names the person', async () => {
    const PERSONAL = ['contact', 'contact_point', 'patient_search', 'audit_event'];
    const tables = await clinic.asAdmin<{ name: string }>(`SELECT c.relname AS name FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
      WHERE c.relnamespace = 'patient'::regnamespace AND c.relkind = 'r' AND a.attname = 'patient_id' ORDER BY 1`);
    expect(tables.map(({ name }) => name).filter((name) => !PERSONAL.includes(name))).toEqual(FOLLOWING_TABLES.map((table) => table.replace('patient.', '')).sort());
  });

  /** Each record's visits by what was done: a record of its own shows what was written under it and under all that lead to it. */
  class Model {
    readonly into = new Map<number, number>();
    readonly visits = new Map<string, number>();
    rootOf(record: number): number { const next = this.into.get(record); return next === undefined ? record : this.rootOf(next); }
    shown(record: number): string[] { return this.into.has(record) ? [] : [...this.visits].filter(([, owner]) => this.rootOf(owner) === record).map(([id]) => id).sort(); }
  }
  const step = fc.oneof(
    fc.record({ do: fc.constant('visit' as const), at: fc.nat(4) }),
    fc.record({ do: fc.constant('merge' as const), at: fc.nat(4), with: fc.nat(4) }),
    fc.record({ do: fc.constant('unmerge' as const), at: fc.nat(20) }),
  );

  it('lose nothing and gain nothing in any history of merges, visits and undoings', async () => {
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      const records = [await clinic.register(), await clinic.register(), await clinic.register(), await clinic.register(), await clinic.register()];
      const model = new Model();
      const merges: { id: string; merged: number }[] = [];
      const id = (index: number) => records[index] as Id<'Patient'>;
      for (const each of steps) {
        if (each.do === 'visit') model.visits.set(await visit(id(each.at)), each.at);
        if (each.do === 'merge') {
          const { merge: record } = await merge(id(each.at), id(each.with));
          const isFree = each.at !== each.with && !model.into.has(each.at) && !model.into.has(each.with);
          expect(record !== null).toBe(isFree);
          if (record) { model.into.set(each.with, each.at); merges.push({ id: record.id, merged: each.with }); }
        }
        if (each.do === 'unmerge' && merges.length > 0) {
          const [undone] = merges.splice(each.at % merges.length, 1);
          if (undone) { expect((await unmerge(undone.id)).errors).toEqual([]); model.into.delete(undone.merged); }
        }
        expect(await Promise.all(records.map((record) => visitsOf(record)))).toEqual(records.map((_record, index) => model.shown(index)));
      }
    }), { numRuns: 8 });
  }, 60_000);
});
