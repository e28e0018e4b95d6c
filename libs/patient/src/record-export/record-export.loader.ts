import DataLoader from 'dataloader';
import type { Id } from '@spindle/kernel';
import type { PracticeSession } from '@spindle/database';
import { toBundle, type Bundle } from '@spindle/fhir';
import { PATIENT_RECORD } from './patient-record';
import { RecordExportRepository } from './record-export.repository';

/** Patients' whole records as FHIR, two statements per batch. */
export class RecordExportLoader extends DataLoader<Id<'Patient'>, Bundle> {
  constructor(session: PracticeSession) {
    const exported = new RecordExportRepository(session, session.viewer.practiceId);
    super(async (ids) => {
      const records = await exported.recordsOf(ids);
      return ids.map((id) => toBundle(PATIENT_RECORD, records.get(id) ?? new Map()));
    });
  }
}
