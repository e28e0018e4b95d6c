import type { Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import type { BodySide } from '../needling/needling';

export type TreatmentPhase = 'BEFORE' | 'AFTER';

/** The last pain scores of an encounter, from 0 to 10; null where nobody asked. */
export interface PainScores {
  readonly before: number | null;
  readonly after: number | null;
}

export interface RangeOfMotion {
  readonly id: Id<'RangeOfMotion'>;
  readonly encounterId: Id<'Encounter'>;
  readonly phase: TreatmentPhase;
  readonly movement: string;
  readonly side: BodySide;
  readonly degrees: number;
  readonly recordedAt: Date;
}

/** Where and by whom something is measured. */
export interface MeasuringPlace {
  readonly encounterId: Id<'Encounter'>;
  readonly patientId: Id<'Patient'>;
  readonly practitionerId: Id<'Practitioner'>;
  readonly at: Date;
}

const PAIN = statement(`SELECT DISTINCT ON (encounter_id, phase) encounter_id, phase, score FROM patient.pain_score
  WHERE practice_id = $1 AND encounter_id = ANY($2) ORDER BY encounter_id, phase, recorded_at DESC, id DESC`);

const MOTION = statement(`SELECT page.* FROM unnest($2::uuid[]) AS asked(encounter_id) CROSS JOIN LATERAL (
    SELECT id, encounter_id AS "encounterId", phase, movement, side, degrees, recorded_at AS "recordedAt"
    FROM patient.range_of_motion r WHERE r.practice_id = $1 AND r.encounter_id = asked.encounter_id ORDER BY recorded_at, id LIMIT 100) AS page`);

const INSERT_PAIN = statement(`INSERT INTO patient.pain_score (practice_id, id, encounter_id, patient_id, phase, score, recorded_by, recorded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`);

const INSERT_MOTION = statement(`INSERT INTO patient.range_of_motion (practice_id, id, encounter_id, patient_id, phase, movement, side, degrees, recorded_by, recorded_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`);

/** Reads and writes what is measured in an encounter. */
export class MeasurementRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  async painOf(ids: readonly Id<'Encounter'>[]): Promise<ReadonlyMap<Id<'Encounter'>, PainScores>> {
    const rows = await this.sql.rows<{ encounter_id: Id<'Encounter'>; phase: TreatmentPhase; score: number }>(PAIN, [this.practiceId, ids]);
    const scoreOf = (id: string, phase: TreatmentPhase): number | null => rows.find((row) => row.encounter_id === id && row.phase === phase)?.score ?? null;
    return new Map(ids.map((id) => [id, { before: scoreOf(id, 'BEFORE'), after: scoreOf(id, 'AFTER') }]));
  }

  async motionOf(ids: readonly Id<'Encounter'>[]): Promise<ReadonlyMap<Id<'Encounter'>, readonly RangeOfMotion[]>> {
    const groups = Map.groupBy(await this.sql.rows<RangeOfMotion>(MOTION, [this.practiceId, ids]), ({ encounterId }) => encounterId);
    return new Map(ids.map((id) => [id, groups.get(id) ?? []]));
  }

  async insertPain({ encounterId, patientId, practitionerId, at }: MeasuringPlace, pain: { readonly id: string; readonly phase: TreatmentPhase; readonly score: number }): Promise<void> {
    await this.sql.count(INSERT_PAIN, [this.practiceId, pain.id, encounterId, patientId, pain.phase, pain.score, practitionerId, at]);
  }

  async insertMotion({ patientId, practitionerId }: Pick<MeasuringPlace, 'patientId' | 'practitionerId'>, { id, encounterId, phase, movement, side, degrees, recordedAt }: RangeOfMotion): Promise<void> {
    await this.sql.count(INSERT_MOTION, [this.practiceId, id, encounterId, patientId, phase, movement, side, degrees, practitionerId, recordedAt]);
  }
}
