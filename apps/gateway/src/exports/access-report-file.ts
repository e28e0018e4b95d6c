import { accessPages, type Database } from '@spindle/database';
import { ACCESS_POSITION, pageArguments, type RecordAccess } from '@spindle/subgraph';
import type { Identity } from '../identity/identity';
import { MembershipRepository } from '../identity/people/membership.repository';
import { toCsv, type CsvRow } from './csv';
import { allRows, askPatient, type Asking, type Page } from './pages';

const COLUMNS = ['at', 'person', 'personId', 'roles', 'action', 'outcome', 'purpose', 'fieldClasses', 'operation', 'part', 'requestId', 'breakGlassGrantId'];
const FIELDS = 'at personId roles action outcome purpose fieldClasses operation requestId breakGlassGrantId';
const PARTS = { patient: 'recordAccesses', scheduling: 'scheduleAccesses', billing: 'billingAccesses' } as const;
const FAMILY = 'query AccessReportFile($patientId: ID!) { patient(id: $patientId) { recordAccesses(first: 1) { pageInfo { hasNextPage } } mergedInto { id } merges { unmergedAt survivor { id } merged { id } } } }';

type Shown = Omit<RecordAccess, 'id' | 'at'> & { readonly at: Date | string };
interface Row extends Shown { readonly part: string }
interface Family {
  readonly mergedInto: { readonly id: string } | null;
  readonly merges: readonly { readonly unmergedAt: string | null; readonly survivor: { readonly id: string } | null; readonly merged: { readonly id: string } | null }[];
}

/**
 * The access report as CSV, the newest first: every subgraph's part of it as the graph shows it to this viewer, and with
 * it what the gateway refused and wrote down itself, which the graph does not have.
 */
export async function accessReportFile(identity: Identity, asking: Asking, patientId: string): Promise<string> {
  const family = await familyOf(asking, patientId);
  const rows: Row[] = await refusedAtGateway(identity.store.service, { asking, patientId, family });
  for (const [part, field] of Object.entries(PARTS)) {
    const query = `query AccessReportFile($patientId: ID!, $after: String) { patient(id: $patientId) { ${field}(first: 100, after: $after) { edges { node { ${FIELDS} } } pageInfo { hasNextPage endCursor } } } }`;
    const read = async (after: string | null): Promise<Page<Shown>> => (await askPatient<Readonly<Record<string, Page<Shown>>>>(asking, { query, operation: 'AccessReportFile' }, { patientId, after }))[field] as Page<Shown>;
    rows.push(...(await allRows(read)).map((row) => ({ ...row, part })));
  }
  const names = await namesOf(identity.store.service, asking);
  return toCsv(COLUMNS, rows.map((row) => lineOf(row, names)).sort((one, other) => String(other['at']).localeCompare(String(one['at']))));
}

function lineOf({ at, roles, fieldClasses, ...rest }: Row, names: ReadonlyMap<string, string>): CsvRow {
  return { ...rest, at: new Date(at).toISOString(), roles: roles.join(' '), fieldClasses: fieldClasses.join(' '), person: names.get(rest.personId) ?? null };
}

/** The ids of every record that was merged with this one. Refused, as the report itself, to whoever may not have it. */
async function familyOf(asking: Asking, patientId: string): Promise<ReadonlySet<string>> {
  const known = new Set<string>();
  for (const next = [patientId]; next.length > 0;) {
    const id = next.pop() ?? patientId;
    if (known.has(id)) continue;
    known.add(id);
    const { mergedInto, merges } = await askPatient<Family>(asking, { query: FAMILY, operation: 'AccessReportFile' }, { patientId: id });
    const standing = merges.filter(({ unmergedAt }) => unmergedAt === null).flatMap(({ survivor, merged }) => [survivor?.id, merged?.id]);
    next.push(...[mergedInto?.id, ...standing].filter((other): other is string => other !== undefined));
  }
  return known;
}

interface Refused { readonly asking: Asking; readonly patientId: string; readonly family: ReadonlySet<string> }

async function refusedAtGateway(service: Database, { asking: { viewer, requestId }, patientId, family }: Refused): Promise<Row[]> {
  const session = service.session(viewer, { requestId, operation: 'AccessReportFile' });
  session.trail.read(patientId, ['AUDIT']);
  const roots = new Map([...family].map((id) => [id, patientId]));
  const read = async (after: string | null): Promise<Page<RecordAccess>> => {
    const page = (await accessPages(session, roots, { patientIds: [patientId], page: pageArguments({ first: 100, after }, ACCESS_POSITION) })).get(patientId);
    if (!page) throw new Error('A page of the trail was not read.');
    return page;
  };
  const rows = await allRows(read).finally(() => session.end());
  return rows.map((row) => ({ ...row, part: 'gateway' }));
}

async function namesOf(service: Database, { viewer, requestId }: Asking): Promise<ReadonlyMap<string, string>> {
  const session = service.session(viewer, { requestId, operation: 'AccessReportFile' });
  return new MembershipRepository(session, viewer.practiceId).names().finally(() => session.end());
}
