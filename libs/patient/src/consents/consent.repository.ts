import { toPage, type CalendarDay, type Id, type Page } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import { toCursor, type PageRequest } from '@spindle/subgraph';
import type { BodyRegion } from '../reference-data/body-region';
import type { Procedure } from '../screenings/question-set';
import type { Consent, ConsentSignerKind, ConsentWithdrawal } from './consent';

interface ConsentRow {
  readonly id: Id<'Consent'>;
  readonly patient_id: Id<'Patient'>;
  readonly procedure: Procedure;
  readonly form_version: number;
  readonly regions: BodyRegion[];
  readonly signer_kind: ConsentSignerKind;
  readonly signer_name: string;
  readonly signer_relationship: string | null;
  readonly signed_at: Date;
  readonly signed_on: CalendarDay;
  readonly valid_through: CalendarDay;
  readonly acknowledged: string[];
  readonly recorded_by: Id<'Person'>;
  readonly withdrawn_at: Date | null;
  readonly withdrawn_on: CalendarDay | null;
  readonly withdrawal_reason: string | null;
}

const COLUMNS = `id, patient_id, procedure, form_version, regions, signer_kind, signer_name, signer_relationship, signed_at, signed_on, valid_through,
    acknowledged, recorded_by, withdrawn_at, withdrawn_on, withdrawal_reason`;

const BY_IDS = statement(`SELECT ${COLUMNS} FROM patient.consent WHERE practice_id = $1 AND id = ANY($2)`);

const LATEST = statement(`SELECT latest.* FROM unnest($2::uuid[], $3::text[], $4::date[], $5::timestamptz[]) WITH ORDINALITY AS asked(patient_id, procedure, day, until, place) CROSS JOIN LATERAL (
    SELECT asked.place::integer, ${COLUMNS} FROM patient.consent c
    WHERE c.practice_id = $1 AND c.patient_id = asked.patient_id AND c.procedure = asked.procedure AND c.signed_on <= asked.day AND (asked.until IS NULL OR c.signed_at <= asked.until)
    ORDER BY c.signed_at DESC, c.id DESC LIMIT 1
  ) AS latest`);

const OF_PATIENTS = statement(`SELECT page.* FROM unnest($2::uuid[]) AS asked(patient_id) CROSS JOIN LATERAL (
    SELECT ${COLUMNS} FROM patient.consent c
    WHERE c.practice_id = $1 AND c.patient_id = asked.patient_id AND ($3::timestamptz IS NULL OR (c.signed_at, c.id) < ($3, $4::uuid))
    ORDER BY c.signed_at DESC, c.id DESC LIMIT $5
  ) AS page`);

const INSERT = statement(`INSERT INTO patient.consent (practice_id, ${COLUMNS})
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, NULL, NULL, NULL)`);

const WITHDRAW = statement(`UPDATE patient.consent SET withdrawn_at = $3, withdrawn_on = $4, withdrawal_reason = $5 WHERE practice_id = $1 AND id = $2 AND withdrawn_at IS NULL`);

/** Whose consent, to what, as of which day. */
export interface ConsentKey {
  readonly patientId: Id<'Patient'>;
  readonly procedure: Procedure;
  readonly day: CalendarDay;
  /** What was answered or signed after this instant does not count. */
  readonly until?: Date | null;
}

/** Reads and writes consents of one practice. */
export class ConsentRepository {
  readonly #sql: Sql;
  readonly #practiceId: Id<'Practice'>;

  constructor(sql: Sql, practiceId: Id<'Practice'>) {
    this.#sql = sql;
    this.#practiceId = practiceId;
  }

  async findMany(ids: readonly Id<'Consent'>[]): Promise<Consent[]> {
    return (await this.#sql.rows<ConsentRow>(BY_IDS, [this.#practiceId, ids])).map(toConsent);
  }

  /** For each key the last consent signed on or before its day; null where there is none. */
  async latest(keys: readonly ConsentKey[]): Promise<(Consent | null)[]> {
    const rows = await this.#sql.rows<ConsentRow & { place: number }>(LATEST, [
      this.#practiceId, keys.map(({ patientId }) => patientId), keys.map(({ procedure }) => procedure), keys.map(({ day }) => day), keys.map(({ until }) => until ?? null)]);
    const found = new Map(rows.map((row) => [row.place, toConsent(row)]));
    return keys.map((_key, at) => found.get(at + 1) ?? null);
  }

  /** The same page of each patient's consents, newest first. */
  async pagesOf(patientIds: readonly Id<'Patient'>[], page: PageRequest): Promise<Map<Id<'Patient'>, Page<Consent>>> {
    const [at, id] = page.after ?? [null, null];
    const rows = await this.#sql.rows<ConsentRow>(OF_PATIENTS, [this.#practiceId, patientIds, at, id, page.first + 1]);
    const consents = Map.groupBy(rows.map(toConsent), ({ patientId }) => patientId);
    const cursorOf = ({ signedAt, id: consentId }: Consent): string => toCursor([signedAt.toISOString(), consentId]);
    return new Map(patientIds.map((patientId) => [patientId, toPage(consents.get(patientId) ?? [], page.first, { cursorOf, after: page.cursor })]));
  }

  async insert({ id, patientId, procedure, formVersion, regions, signer, ...consent }: Omit<Consent, 'withdrawal'>): Promise<void> {
    const { signedAt, signedOn, validThrough, acknowledged, recordedBy } = consent;
    await this.#sql.count(INSERT, [
      this.#practiceId, id, patientId, procedure, formVersion, regions, signer.kind, signer.name, signer.relationship, signedAt, signedOn, validThrough, acknowledged, recordedBy]);
  }

  /** False when somebody else withdrew it meanwhile. */
  async withdraw(id: Id<'Consent'>, { withdrawnAt, withdrawnOn, reason }: ConsentWithdrawal): Promise<boolean> {
    return (await this.#sql.count(WITHDRAW, [this.#practiceId, id, withdrawnAt, withdrawnOn, reason])) === 1;
  }
}

function toConsent(row: ConsentRow): Consent {
  const { withdrawn_at: withdrawnAt, withdrawn_on: withdrawnOn } = row;
  return {
    id: row.id, patientId: row.patient_id, procedure: row.procedure, formVersion: row.form_version, regions: row.regions,
    signer: { kind: row.signer_kind, name: row.signer_name, relationship: row.signer_relationship },
    signedAt: row.signed_at, signedOn: row.signed_on, validThrough: row.valid_through, acknowledged: row.acknowledged, recordedBy: row.recorded_by,
    withdrawal: withdrawnAt && withdrawnOn ? { withdrawnAt, withdrawnOn, reason: row.withdrawal_reason } : null,
  };
}
