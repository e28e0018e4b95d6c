import { toPage, type Id, type Page } from '@spindle/kernel';
import { statement, type PracticeSession } from '@spindle/database';
import { toCursor, type PageRequest } from '@spindle/subgraph';
import type { Patient } from '../patients/patient';
import { toPatient, type PatientRow } from '../patients/patient.repository';
import { parseSearch } from './search-tokens';

/** The statement behind a search, for looking at its plan. */
export const SEARCH_PATIENTS = statement(`SELECT p.id, p.version, p.record_number, p.given_names, p.family_name, p.preferred_name, p.birth_date, p.sex, p.language, p.interpreter_language,
    p.address_lines, p.city, p.state, p.postal_code, p.country, p.source, p.sort_name
  FROM patient.patient p
  WHERE p.practice_id = $1
    AND p.id = ANY (ARRAY(
      SELECT found.patient_id
      FROM unnest($2::int[], $3::text[], $4::text[]) AS asked(term, from_token, to_token)
      CROSS JOIN LATERAL (
        SELECT s.patient_id FROM patient.patient_search s
        WHERE s.practice_id = $1 AND s.token >= asked.from_token COLLATE "C" AND s.token < asked.to_token COLLATE "C"
      ) AS found
      GROUP BY found.patient_id HAVING count(DISTINCT asked.term) = $5))
    AND ($6::text IS NULL OR (p.sort_name, p.id) > ($6::text COLLATE "C", $7::uuid))
  ORDER BY p.sort_name, p.id
  LIMIT $8`);

/** Finds patients of one practice. */
export class PatientSearch {
  readonly #session: PracticeSession;

  constructor(session: PracticeSession) {
    this.#session = session;
  }

  /** Patients that match every term of what was typed, by name. */
  async find(text: string, page: PageRequest): Promise<Page<Patient>> {
    const terms = parseSearch(text);
    const ranges = terms.flatMap((term, index) => term.ranges.map((range) => ({ ...range, index })));
    const [sortName, id] = page.after ?? [null, null];
    const rows = terms.length === 0 ? [] : await this.#session.rows<PatientRow & { sort_name: string; id: Id<'Patient'> }>(SEARCH_PATIENTS, [
      this.#session.viewer.practiceId, ranges.map((range) => range.index), ranges.map((range) => range.from), ranges.map((range) => range.to), terms.length, sortName, id, page.first + 1,
    ]);
    const positions = new Map(rows.map((row) => [row.id, toCursor([row.sort_name, row.id])]));
    return toPage(rows.map(toPatient), page.first, { cursorOf: (patient) => positions.get(patient.id) ?? '', after: page.cursor });
  }
}
