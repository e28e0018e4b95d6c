import type { CalendarDay, Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import type { BodySide, NeedlingSite, TwitchResponse } from './needling';

interface SiteRow {
  readonly id: Id<'NeedlingSite'>;
  readonly encounter_id: Id<'Encounter'>;
  readonly patient_id: Id<'Patient'>;
  readonly practitioner_id: Id<'Practitioner'>;
  readonly muscle_key: string;
  readonly side: BodySide;
  readonly needle_diameter_mm: string;
  readonly needle_length_mm: string;
  readonly lot: string | null;
  readonly needles_in: number;
  readonly needles_out: number;
  readonly taut_band: boolean;
  readonly twitch_response: TwitchResponse;
  readonly sensation: string | null;
  readonly electrical_stimulation: boolean;
  readonly recorded_at: Date;
  readonly corrects_id: Id<'NeedlingSite'> | null;
  readonly withdrawn: boolean;
}

const OF_ENCOUNTERS = statement(`SELECT page.* FROM unnest($2::uuid[]) AS asked(encounter_id) CROSS JOIN LATERAL (
    SELECT id, encounter_id, patient_id, practitioner_id, muscle_key, side, needle_diameter_mm, needle_length_mm, lot, needles_in, needles_out,
      taut_band, twitch_response, sensation, electrical_stimulation, recorded_at, corrects_id, withdrawn
    FROM patient.needling_site s WHERE s.practice_id = $1 AND s.encounter_id = asked.encounter_id ORDER BY recorded_at, id LIMIT 300) AS page`);

const BY_ID = statement(`SELECT id, encounter_id, patient_id, practitioner_id, muscle_key, side, needle_diameter_mm, needle_length_mm, lot, needles_in, needles_out,
    taut_band, twitch_response, sensation, electrical_stimulation, recorded_at, corrects_id, withdrawn
  FROM patient.needling_site WHERE practice_id = $1 AND id = $2`);

const INSERT = statement(`INSERT INTO patient.needling_site (practice_id, id, encounter_id, patient_id, practitioner_id, muscle_key, side, needle_diameter_mm, needle_length_mm,
    lot, needles_in, needles_out, taut_band, twitch_response, sensation, electrical_stimulation, recorded_at, corrects_id, withdrawn)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)`);

const NEEDLED_ON = statement(`SELECT EXISTS (
    SELECT FROM patient.needling_site s JOIN patient.encounter e ON e.practice_id = s.practice_id AND e.id = s.encounter_id
    WHERE s.practice_id = $1 AND e.patient_id = $2 AND NOT s.withdrawn
      AND e.period_start >= ($3::date)::timestamp AT TIME ZONE $4 AND e.period_start < ($3::date + 1)::timestamp AT TIME ZONE $4
      AND NOT EXISTS (SELECT FROM patient.needling_site later WHERE later.practice_id = $1 AND later.corrects_id = s.id)) AS needled`);

/** No needle counts any more when every row was withdrawn. */
const MARK_ENCOUNTER = statement(`UPDATE patient.encounter e SET needled_at = (
    SELECT min(s.recorded_at) FROM patient.needling_site s WHERE s.practice_id = $1 AND s.encounter_id = $2
    HAVING bool_or(NOT s.withdrawn AND NOT EXISTS (SELECT FROM patient.needling_site later WHERE later.practice_id = $1 AND later.corrects_id = s.id)))
  WHERE e.practice_id = $1 AND e.id = $2`);

/** Reads and writes what was done with needles. */
export class NeedlingRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  async ofEncounters(ids: readonly Id<'Encounter'>[]): Promise<ReadonlyMap<Id<'Encounter'>, readonly NeedlingSite[]>> {
    const rows = (await this.sql.rows<SiteRow>(OF_ENCOUNTERS, [this.practiceId, ids])).map(toSite);
    const groups = Map.groupBy(rows, ({ encounterId }) => encounterId);
    return new Map(ids.map((id) => [id, groups.get(id) ?? []]));
  }

  async find(id: Id<'NeedlingSite'>): Promise<NeedlingSite | null> {
    const [row] = await this.sql.rows<SiteRow>(BY_ID, [this.practiceId, id]);
    return row ? toSite(row) : null;
  }

  /** Keeps a row, and in its encounter when the first needle was written down. */
  async insert(site: NeedlingSite): Promise<void> {
    const { id, encounterId, patientId, practitionerId, muscleKey, side, needleDiameterMm, needleLengthMm, lot, needlesIn, needlesOut } = site;
    const { isTautBand, twitchResponse, sensation, isElectricallyStimulated, recordedAt, correctsId, isWithdrawn } = site;
    await this.sql.count(INSERT, [this.practiceId, id, encounterId, patientId, practitionerId, muscleKey, side, needleDiameterMm, needleLengthMm,
      lot, needlesIn, needlesOut, isTautBand, twitchResponse, sensation, isElectricallyStimulated, recordedAt, correctsId, isWithdrawn]);
    await this.sql.count(MARK_ENCOUNTER, [this.practiceId, encounterId]);
  }

  /** Whether the patient was needled in any encounter that began on the day, as the zone has it. */
  async isNeedledOn(patientId: Id<'Patient'>, day: CalendarDay, timeZone: string): Promise<boolean> {
    const [row] = await this.sql.rows<{ needled: boolean }>(NEEDLED_ON, [this.practiceId, patientId, day, timeZone]);
    return row?.needled ?? false;
  }
}

function toSite(row: SiteRow): NeedlingSite {
  const { id, side, lot, sensation } = row;
  return {
    id, side, lot, sensation, encounterId: row.encounter_id, patientId: row.patient_id, practitionerId: row.practitioner_id, muscleKey: row.muscle_key,
    needleDiameterMm: Number(row.needle_diameter_mm), needleLengthMm: Number(row.needle_length_mm), needlesIn: row.needles_in, needlesOut: row.needles_out,
    isTautBand: row.taut_band, twitchResponse: row.twitch_response, isElectricallyStimulated: row.electrical_stimulation,
    recordedAt: row.recorded_at, correctsId: row.corrects_id, isWithdrawn: row.withdrawn,
  };
}
