import type { Transaction } from '@spindle/database';
import type { DomainEvent, EventPayloads } from '@spindle/subgraph';
import { PatientAliasRepository } from './patient-alias.repository';

/** Follows a merge of two patients' records and its undoing: every row keeps under whose id it was written, and is shown with the record to which that leads now. */
export async function followMerges({ sql, audit }: Transaction, event: DomainEvent): Promise<void> {
  if (event.type !== 'PatientMerged' && event.type !== 'PatientUnmerged') return;
  const alias = event.payload as EventPayloads['PatientMerged'];
  for (const id of [alias.survivorId, alias.mergedId]) audit.changed(id, 'INSURANCE', 'CLAIM', 'MONEY');
  const aliases = new PatientAliasRepository(sql, event.practiceId);
  await aliases.lock();
  if (event.type === 'PatientMerged') await aliases.add(alias);
  else await aliases.remove(alias);
  await aliases.pointRows(await aliases.rootsOf([alias.survivorId, alias.mergedId]));
}
