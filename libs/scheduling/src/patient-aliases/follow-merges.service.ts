import type { Transaction } from '@spindle/database';
import type { DomainEvent, EventPayloads } from '@spindle/subgraph';
import { AttentionWriter } from '../visit-attention/attention.writer';
import { placeVisits } from './alias';
import { MergeWriter, type PersonTime } from './merge.writer';
import { PatientAliasRepository } from './patient-alias.repository';

/**
 * Follows a merge of two patient records and its undoing. Every visit keeps the id under which it was booked, and shows
 * the one to which that id leads now: so an unmerge gives each record exactly its own visits back. Visits of two
 * records at the same time are all kept, and marked.
 */
export async function followMerges({ sql, audit }: Transaction, event: DomainEvent): Promise<void> {
  if (event.type !== 'PatientMerged' && event.type !== 'PatientUnmerged') return;
  const alias = event.payload as EventPayloads['PatientMerged'];
  for (const patientId of [alias.mergedId, alias.survivorId]) audit.changed(patientId, 'SCHEDULE');
  const aliases = new PatientAliasRepository(sql, event.practiceId);
  const merges = new MergeWriter(sql, event.practiceId);
  const before = await aliases.findRoots([alias.mergedId, alias.survivorId]);
  const persons = [...before.keys()];
  await merges.lockPersons(persons);
  if (event.type === 'PatientMerged') await merges.addAlias(alias);
  else await merges.removeAlias(alias);
  const roots = await aliases.findRoots(persons);
  await merges.pointRows(roots);
  const times = await merges.findTimes(persons);
  const placed = place(times);
  await merges.replaceTimes(persons, placed);
  await merges.removePersons([...roots].filter(([id, root]) => id !== root).map(([id]) => id));
  const attention = new AttentionWriter(sql, event.practiceId);
  await attention.forgetOverlaps(times.map(({ appointmentId }) => appointmentId));
  const overlapping = placed.filter(({ overlaps }) => overlaps).map(({ appointmentId }) => appointmentId);
  await attention.markVisits(overlapping, { reason: 'PATIENT_OVERLAP', sourceId: alias.survivorId, raisedAt: new Date(event.occurredAt) });
}

/** Times that are still taken get a lane each; those given back take none from anybody. */
function place(times: readonly PersonTime[]): (PersonTime & { readonly lane: number; readonly overlaps: boolean })[] {
  const lanes = new Map(placeVisits(times.filter(({ live }) => live)).map((placed) => [placed.appointmentId, placed]));
  return times.map((time) => ({ ...time, lane: lanes.get(time.appointmentId)?.lane ?? 0, overlaps: lanes.get(time.appointmentId)?.overlaps ?? false }));
}
