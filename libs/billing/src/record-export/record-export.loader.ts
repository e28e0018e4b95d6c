import DataLoader from 'dataloader';
import type { Id } from '@spindle/kernel';
import type { Sql } from '@spindle/database';
import { toBundle, type Bundle } from '@spindle/fhir';
import { INSURANCE_RECORD } from './insurance-record';
import { RecordExportRepository } from './record-export.repository';

/** What billing has of patients' records as FHIR, three statements per batch. */
export class RecordExportLoader extends DataLoader<Id<'Patient'>, Bundle> {
  constructor(sql: Sql, practiceId: Id<'Practice'>) {
    const exported = new RecordExportRepository(sql, practiceId);
    super(async (ids) => {
      const records = await exported.recordsOf(ids);
      return ids.map((id) => toBundle(INSURANCE_RECORD, records.get(id) ?? new Map()));
    });
  }
}
