import { ok, type Clock, type Id, type Result } from '@spindle/kernel';
import { newId, type IdempotencyKeyReusedError, type PracticeSession } from '@spindle/database';
import { writeInEncounter, type EncounterWriteError } from '../encounters/writable-encounter.service';
import { checkPain, type BodySide, type PainOutOfRangeError } from '../needling/needling';
import type { InvalidInputError } from '../patients/patient';
import { invalid, lengthFlaw, unlessFlawed } from '../texts';
import { MeasurementRepository, type TreatmentPhase } from './measurement.repository';

interface AtEncounter { readonly idempotencyKey: string; readonly encounterId: Id<'Encounter'>; readonly phase: TreatmentPhase }
export interface RecordPain extends AtEncounter { readonly score: number }
export interface RecordRangeOfMotion extends AtEncounter { readonly movement: string; readonly side: BodySide; readonly degrees: number }

type PainRecorded = Result<Id<'Encounter'>, EncounterWriteError | PainOutOfRangeError | IdempotencyKeyReusedError>;
type MotionRecorded = Result<Id<'Encounter'>, EncounterWriteError | InvalidInputError | IdempotencyKeyReusedError>;

/** Writes down what is measured in an encounter. Answers the encounter. */
export class MeasurementService {
  readonly #session: PracticeSession;
  readonly #clock: Clock;

  constructor(session: PracticeSession, clock: Clock) {
    this.#session = session;
    this.#clock = clock;
  }

  recordPain(input: RecordPain): Promise<PainRecorded> {
    const { encounterId, phase } = input;
    return this.#session.mutate({ operation: 'recordPain', input: { ...input } }, async (transaction): Promise<PainRecorded> => {
      const score = checkPain(input.score);
      if (!score.ok) return score;
      const writing = await writeInEncounter(transaction, this.#session.viewer, encounterId);
      if (!writing.ok) return writing;
      const { encounter: { patientId }, practitionerId } = writing.value;
      await new MeasurementRepository(transaction.sql, this.#session.viewer.practiceId).insertPain({ encounterId, patientId, practitionerId, at: this.#clock.now() }, { id: newId(), phase, score: score.value });
      return ok(encounterId);
    });
  }

  recordRangeOfMotion(input: RecordRangeOfMotion): Promise<MotionRecorded> {
    const { encounterId, phase, side, degrees } = input;
    return this.#session.mutate({ operation: 'recordRangeOfMotion', input: { ...input } }, async (transaction): Promise<MotionRecorded> => {
      if (degrees < 0 || degrees > 360) return invalid('degrees', 'From 0 to 360.');
      const movement = unlessFlawed(input.movement.trim(), [lengthFlaw('movement', input.movement, { least: 3, most: 100 })]);
      if (!movement.ok) return movement;
      const writing = await writeInEncounter(transaction, this.#session.viewer, encounterId);
      if (!writing.ok) return writing;
      const { encounter: { patientId }, practitionerId } = writing.value;
      const measured = { id: newId<'RangeOfMotion'>(), encounterId, phase, movement: movement.value, side, degrees, recordedAt: this.#clock.now() };
      await new MeasurementRepository(transaction.sql, this.#session.viewer.practiceId).insertMotion({ patientId, practitionerId }, measured);
      return ok(encounterId);
    });
  }
}
