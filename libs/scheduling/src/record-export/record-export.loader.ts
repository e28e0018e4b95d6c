import DataLoader from 'dataloader';
import type { Id } from '@spindle/kernel';
import type { PracticeSession } from '@spindle/database';
import { toBundle, type Bundle } from '@spindle/fhir';
import { VisitRecordRepository } from './visit-record.repository';
import { IMPORTED_APPOINTMENT, VISIT_RECORD } from './visit-record';

/** Patients' visits of history as FHIR, one statement per batch. */
export class RecordExportLoader extends DataLoader<Id<'Patient'>, Bundle> {
  constructor(session: PracticeSession) {
    const exported = new VisitRecordRepository(session, session.viewer.practiceId);
    super(async (ids) => {
      const visits = await exported.visitsOf(ids);
      return ids.map((id) => toBundle(VISIT_RECORD, new Map([[IMPORTED_APPOINTMENT.name, visits.get(id) ?? []]])));
    });
  }
}
