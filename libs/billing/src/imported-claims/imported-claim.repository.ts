import type { Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import type { Slice } from '../keyed-loader';
import type { ClaimToImport, ImportedClaim, ImportedClaimLine } from './imported-claim';

const COLUMNS = `id, patient_id AS "patientId", encounter_id AS "encounterId", payer_name AS "payerName", service_from AS "serviceFrom",
  service_to AS "serviceTo", diagnoses, submitted_cents AS "submittedCents", allowed_cents AS "allowedCents", paid_cents AS "paidCents",
  patient_responsibility_cents AS "patientResponsibilityCents"`;

const BY_IDS = statement(`SELECT ${COLUMNS} FROM billing.imported_claim WHERE practice_id = $1 AND id = ANY($2)`);

const OF_ENCOUNTERS = statement(`SELECT ${COLUMNS} FROM billing.imported_claim
  WHERE practice_id = $1 AND encounter_id = ANY($2) ORDER BY encounter_id, service_from, id`);

const OF_PATIENTS = statement(`SELECT claim.* FROM unnest($2::uuid[]) AS parent(id) CROSS JOIN LATERAL (
    SELECT ${COLUMNS} FROM billing.imported_claim
    WHERE practice_id = $1 AND patient_id = parent.id AND (service_from, id) < ($3::date, $4::uuid)
    ORDER BY service_from DESC, id DESC LIMIT $5) claim
  ORDER BY claim."patientId", claim."serviceFrom" DESC, claim.id DESC`);

const LINES = statement(`SELECT imported_claim_id AS "claimId", line_number AS "lineNumber", code, description, submitted_cents AS "submittedCents"
  FROM billing.imported_claim_line WHERE practice_id = $1 AND imported_claim_id = ANY($2) ORDER BY imported_claim_id, line_number`);

const IMPORT = statement(`INSERT INTO billing.imported_claim
    (practice_id, id, source_key, patient_id, encounter_id, encounter_source_key, payer_name, service_from, service_to, diagnoses,
     submitted_cents, allowed_cents, paid_cents, patient_responsibility_cents, created_at)
  SELECT $1, claim.id, claim."sourceKey", claim."patientId", claim."encounterId", claim."encounterSourceKey", claim."payerName",
    claim."serviceFrom", claim."serviceTo", claim.diagnoses,
    claim."submittedCents", claim."allowedCents", claim."paidCents", claim."patientResponsibilityCents", $3
  FROM jsonb_to_recordset($2::jsonb) AS claim(id uuid, "sourceKey" text, "patientId" uuid, "encounterId" uuid, "encounterSourceKey" text,
    "payerName" text, "serviceFrom" date, "serviceTo" date, diagnoses text[], "submittedCents" bigint, "allowedCents" bigint,
    "paidCents" bigint, "patientResponsibilityCents" bigint)
  ON CONFLICT DO NOTHING RETURNING id`);

const IMPORT_LINES = statement(`INSERT INTO billing.imported_claim_line (practice_id, imported_claim_id, line_number, code, description, submitted_cents)
  SELECT $1, line."claimId", line."lineNumber", line.code, line.description, line."submittedCents"
  FROM jsonb_to_recordset($2::jsonb) AS line("claimId" uuid, "lineNumber" integer, code text, description text, "submittedCents" bigint)`);

export interface ImportedLineRow extends ImportedClaimLine { readonly claimId: Id<'ImportedClaim'> }
export interface IdentifiedClaimToImport extends ClaimToImport { readonly id: Id<'ImportedClaim'> }

/** The position behind which every row comes, in a list with the newest day first. */
const BEFORE_NEWEST = ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff'] as const;

/** Reads imported claims of one practice, and adds to them. */
export class ImportedClaimRepository {
  constructor(private readonly sql: Sql, private readonly practiceId: Id<'Practice'>) {}

  findMany(ids: readonly string[]): Promise<ImportedClaim[]> {
    return this.sql.rows<ImportedClaim>(BY_IDS, [this.practiceId, ids]);
  }

  findOfEncounters(encounterIds: readonly string[]): Promise<ImportedClaim[]> {
    return this.sql.rows<ImportedClaim>(OF_ENCOUNTERS, [this.practiceId, encounterIds]);
  }

  /** A slice of each patient's imported claims, newest service first. */
  findOfPatients(patientIds: readonly string[], { after, limit }: Slice): Promise<ImportedClaim[]> {
    return this.sql.rows<ImportedClaim>(OF_PATIENTS, [this.practiceId, patientIds, ...(after ?? BEFORE_NEWEST), limit]);
  }

  findLines(claimIds: readonly string[]): Promise<ImportedLineRow[]> {
    return this.sql.rows<ImportedLineRow>(LINES, [this.practiceId, claimIds]);
  }

  /** Adds claims with their lines; those whose source key is there already are left out. Returns the ids that were added. */
  async import(claims: readonly IdentifiedClaimToImport[], now: Date): Promise<ReadonlySet<string>> {
    const headers = claims.map(({ lines: _lines, ...header }) => header);
    const added = new Set((await this.sql.rows<{ id: string }>(IMPORT, [this.practiceId, toJson(headers), now])).map(({ id }) => id));
    const lines = claims.filter(({ id }) => added.has(id)).flatMap(({ id, lines: ofClaim }) => ofClaim.map((line) => ({ ...line, claimId: id })));
    if (lines.length > 0) await this.sql.count(IMPORT_LINES, [this.practiceId, toJson(lines)]);
    return added;
  }
}

/** JSON that PostgreSQL takes whatever a source wrote: no NUL, no half of a surrogate pair, cents as digits. */
function toJson(rows: readonly object[]): string {
  return JSON.stringify(rows, (_key, value: unknown) => {
    if (typeof value === 'bigint') return value.toString();
    return typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '') : value;
  });
}
