import type { Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import type { Slice } from '../keyed-loader';
import type { Claim, ClaimLine } from './claim';

interface ClaimRow extends Omit<Claim, 'payer'> {
  readonly payerId: Id<'Payer'>;
  readonly payerName: string;
  readonly payerIdentifier: string | null;
}

/** Claim and payer, for statements in which the claim is `claim` and its payer `payer`. */
export const CLAIM_COLUMNS = `claim.id, claim.version, claim.state, claim.frequency, claim.patient_control_number AS "patientControlNumber",
  claim.payer_control_number AS "payerControlNumber", claim.patient_id AS "patientId", claim.appointment_id AS "appointmentId",
  claim.coverage_id AS "coverageId", claim.service_date AS "serviceDate", claim.diagnosis_codes AS "diagnosisCodes",
  claim.submitted_on AS "submittedOn", claim.adjudicated_on AS "adjudicatedOn", claim.end_reason AS "endReason",
  payer.id AS "payerId", payer.name AS "payerName", payer.payer_identifier AS "payerIdentifier"`;

const JOIN_PAYER = 'JOIN billing.payer payer ON payer.practice_id = claim.practice_id AND payer.id = claim.payer_id';

const BY_IDS = statement(`SELECT ${CLAIM_COLUMNS} FROM billing.claim claim ${JOIN_PAYER} WHERE claim.practice_id = $1 AND claim.id = ANY($2)`);

const OF_APPOINTMENTS = statement(`SELECT ${CLAIM_COLUMNS} FROM billing.claim claim ${JOIN_PAYER}
  WHERE claim.practice_id = $1 AND claim.appointment_id = ANY($2) ORDER BY claim.appointment_id, claim.created_at DESC, claim.id DESC`);

const OF_PATIENTS = statement(`SELECT ${CLAIM_COLUMNS} FROM unnest($2::uuid[]) AS parent(id)
  CROSS JOIN LATERAL (SELECT * FROM billing.claim
    WHERE practice_id = $1 AND patient_id = parent.id AND (service_date, id) < ($3::date, $4::uuid)
    ORDER BY service_date DESC, id DESC LIMIT $5) claim
  ${JOIN_PAYER} ORDER BY claim.patient_id, claim.service_date DESC, claim.id DESC`);

const LINES = statement(`SELECT claim_id AS "claimId", line_number AS "lineNumber", procedure_code AS "procedureCode", modifiers, units,
    charge_cents AS "chargeCents", diagnosis_pointers AS "diagnosisPointers"
  FROM billing.claim_line WHERE practice_id = $1 AND claim_id = ANY($2) ORDER BY claim_id, line_number`);

const CHANGE = statement(`UPDATE billing.claim SET state = $4, end_reason = $5, version = version + 1
  WHERE practice_id = $1 AND id = $2 AND version = $3`);

const VERSION = statement(`SELECT version FROM billing.claim WHERE practice_id = $1 AND id = $2`);

/** The position behind which every row comes, in a list with the newest day first. */
const BEFORE_NEWEST = ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff'] as const;

/** Reads and writes claims of one practice. */
export class ClaimRepository {
  constructor(private readonly sql: Sql, private readonly practiceId: Id<'Practice'>) {}

  async findMany(ids: readonly string[]): Promise<Claim[]> {
    return (await this.sql.rows<ClaimRow>(BY_IDS, [this.practiceId, ids])).map(toClaim);
  }

  /** The claims of visits, newest first. */
  async findOfAppointments(appointmentIds: readonly string[]): Promise<Claim[]> {
    return (await this.sql.rows<ClaimRow>(OF_APPOINTMENTS, [this.practiceId, appointmentIds])).map(toClaim);
  }

  /** A slice of each patient's claims, newest service first. */
  async findOfPatients(patientIds: readonly string[], { after, limit }: Slice): Promise<Claim[]> {
    return (await this.sql.rows<ClaimRow>(OF_PATIENTS, [this.practiceId, patientIds, ...(after ?? BEFORE_NEWEST), limit])).map(toClaim);
  }

  findLines(claimIds: readonly string[]): Promise<ClaimLine[]> {
    return this.sql.rows<ClaimLine>(LINES, [this.practiceId, claimIds]);
  }

  /** Writes state and reason; false when the claim is not at that version any more. */
  async change({ id, state, endReason }: Claim, version: number): Promise<boolean> {
    return (await this.sql.count(CHANGE, [this.practiceId, id, version, state, endReason])) === 1;
  }

  async getVersion(id: Id<'Claim'>): Promise<number> {
    const [found] = await this.sql.rows<{ version: number }>(VERSION, [this.practiceId, id]);
    if (!found) throw new Error('A claim that was just read is gone.');
    return found.version;
  }
}

export function toClaim(row: ClaimRow): Claim {
  const { payerId, payerName, payerIdentifier, ...claim } = row;
  return { ...claim, payer: { id: payerId, name: payerName, payerId: payerIdentifier } };
}

export type { ClaimRow };
