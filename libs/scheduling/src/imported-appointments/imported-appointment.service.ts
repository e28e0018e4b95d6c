import { ok, type Clock, type Result } from '@spindle/kernel';
import { newId, type PracticeSession } from '@spindle/database';
import { checkImported, type ImportedAppointment, type ImportRefusal } from './imported-appointment';
import { ImportedAppointmentRepository } from './imported-appointment.repository';

export type ImportOutcome = 'ADDED' | 'PRESENT';

/** Takes visits of another system in as history (`source: IMPORTED`), each once by its source key. */
export class ImportedAppointmentService {
  readonly #session: PracticeSession;
  readonly #clock: Clock;

  constructor(session: PracticeSession, clock: Clock) {
    this.#session = session;
    this.#clock = clock;
  }

  store(appointment: ImportedAppointment): Promise<Result<ImportOutcome, ImportRefusal>> {
    return this.#session.transaction<ImportOutcome, ImportRefusal>(async ({ sql, audit }) => {
      const checked = checkImported(appointment);
      if (!checked.ok) return checked;
      const added = await new ImportedAppointmentRepository(sql, this.#session.viewer.practiceId).add(newId(), checked.value, this.#clock.now());
      if (added) audit.changed(checked.value.patientId, 'SCHEDULE');
      return ok(added ? 'ADDED' : 'PRESENT');
    });
  }
}
