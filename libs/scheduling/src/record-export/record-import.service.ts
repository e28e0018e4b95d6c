import { ok, type Id } from '@spindle/kernel';
import type { PracticeSession } from '@spindle/database';
import type { RecordRows } from '@spindle/fhir';
import { VisitRecordRepository } from './visit-record.repository';
import { IMPORTED_APPOINTMENT } from './visit-record';

/** Takes in the visits of history of a whole record, under the ids they had: all of them, or nothing. */
export class RecordImportService {
  readonly #session: PracticeSession;

  constructor(session: PracticeSession) {
    this.#session = session;
  }

  async import(record: RecordRows): Promise<{ readonly added: number; readonly known: number }> {
    const result = await this.#session.transaction<{ added: number; known: number }, never>(async ({ sql, audit }) => {
      const visits = (record.get(IMPORTED_APPOINTMENT.name) ?? []).filter(({ source }) => source === 'IMPORTED');
      const rows = new VisitRecordRepository(sql, this.#session.viewer.practiceId);
      const known = await rows.findKnown(visits.map(({ id }) => String(id)));
      const missing = visits.filter(({ id }) => !known.has(String(id)));
      await rows.add(missing);
      for (const { patient_id: patientId } of missing) audit.changed(String(patientId) as Id<'Patient'>, 'RECORD');
      return ok({ added: missing.length, known: known.size });
    });
    if (!result.ok) throw new Error('A record is never refused here.');
    return result.value;
  }
}
