import { toCsv, type CsvRow } from './csv';
import { allRows, askPatient, type Asking, type Page } from './pages';

const COLUMNS = ['disclosedOn', 'recipientName', 'recipientAddress', 'description', 'basis', 'purpose', 'recordedAt', 'correctionReason'];
const QUERY = `query DisclosuresFile($patientId: ID!, $after: String) { patient(id: $patientId) { disclosures(first: 100, after: $after) { edges { node { ${COLUMNS.join(' ')} } } pageInfo { hasNextPage endCursor } } } }`;

/** The accounting of disclosures (45 CFR 164.528) as CSV: what the graph shows this viewer of it. */
export async function disclosuresFile(asking: Asking, patientId: string): Promise<string> {
  const read = async (after: string | null): Promise<Page<CsvRow>> =>
    (await askPatient<{ disclosures: Page<CsvRow> }>(asking, { query: QUERY, operation: 'DisclosuresFile' }, { patientId, after })).disclosures;
  return toCsv(COLUMNS, await allRows(read));
}
