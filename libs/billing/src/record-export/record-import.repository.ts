import type { Id } from '@spindle/kernel';
import { currentDataKey, recordRowsOf, sealValue, statement, writeRecordRows, type Sql } from '@spindle/database';
import type { Row } from '@spindle/fhir';
import { MEMBER_ID } from '../coverages/member-id.columns';

const KNOWN = {
  coverage: statement('SELECT id FROM billing.coverage WHERE practice_id = $1 AND id = ANY($2)'),
  claim: statement('SELECT id FROM billing.imported_claim WHERE practice_id = $1 AND id = ANY($2)'),
};

const ADD_COVERAGES = writeRecordRows('billing.coverage');
const ADD_CLAIMS = writeRecordRows('billing.imported_claim');
const ADD_LINES = writeRecordRows('billing.imported_claim_line');

/** Writes coverages and claims of history as they were exported. */
export class RecordImportRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  /** Which of these the practice has. */
  async findKnown(kind: keyof typeof KNOWN, ids: readonly string[]): Promise<ReadonlySet<string>> {
    return new Set((await this.sql.rows<{ id: string }>(KNOWN[kind], [this.practiceId, ids])).map(({ id }) => id));
  }

  /** Adds coverages, of which each names the plan by `plan_id`; member ids are sealed anew. */
  async addCoverages(coverages: readonly Row[]): Promise<void> {
    if (coverages.length === 0) return;
    const key = await currentDataKey(this.sql, 'billing', this.practiceId);
    const sealed = coverages.map(({ member_id: memberId, ...row }) => {
      if (typeof memberId !== 'string') return row;
      const { sealed: text, index, keyId } = sealValue(key, MEMBER_ID, { practiceId: this.practiceId, id: String(row['id']), value: memberId });
      return { ...row, member_id_sealed: toBytea(text), member_id_index: toBytea(index), member_id_key: keyId };
    });
    await this.sql.count(ADD_COVERAGES, [recordRowsOf(this.practiceId, sealed)]);
  }

  async addClaims(claims: readonly Row[], lines: readonly Row[]): Promise<void> {
    if (claims.length > 0) await this.sql.count(ADD_CLAIMS, [recordRowsOf(this.practiceId, claims)]);
    if (lines.length > 0) await this.sql.count(ADD_LINES, [recordRowsOf(this.practiceId, lines)]);
  }
}

/** Bytes as PostgreSQL reads them from text. */
function toBytea(bytes: Uint8Array): string {
  return `\\x${Buffer.from(bytes).toString('hex')}`;
}
