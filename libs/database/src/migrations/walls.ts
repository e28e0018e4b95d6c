import { isLimitedToOwnRecord, type Role, type Viewer } from '@spindle/subgraph';

/**
 * What keeps rows of a table from some viewers of its own practice, in PostgreSQL itself: the second wall behind a
 * subgraph's policy. Columns are named as in the table.
 */
export interface Walls {
  /** Whose record a row is: a PATIENT reaches the own rows alone, a visitor none. */
  readonly patient?: string;
  /** Rows of no patient are a visitor's business: the free consultation. */
  readonly openToVisitors?: true;
  /** At which site a row is, null at none: site-limited staff reach the rows of their sites. */
  readonly location?: string;
  /** The row that this one belongs to: whoever cannot reach that one does not reach this one. */
  readonly beneath?: { readonly table: string; readonly key: string };
  /** The roles that reach the table at all; break-glass lets its holder read the rows of its patient too. */
  readonly roles?: readonly Role[];
}

/**
 * Statements that put walls in front of a practice's table, for its service role; `NONE` says that everybody of the
 * practice may reach all of it, and is a decision. Each is a RESTRICTIVE policy: a row must pass all of them and
 * `practice_isolation`. Settings stand in scalar subqueries, which PostgreSQL evaluates once per statement; the first
 * condition of each asks whether there is a limit at all, in the form that the planner takes to be nearly always true,
 * so that plans stay what they are without walls. What is not set opens nothing.
 * Used by migrations only; a change of meaning is a new function, since migrations that ran must stay what they were.
 */
export function tableWalls(table: string, walls: Walls | 'NONE'): string[] {
  const [schema = ''] = table.split('.');
  const policy = (name: string, ...conditions: readonly (string | false | undefined)[]): string => {
    const condition = conditions.filter((each) => each).join(' OR ');
    return `CREATE POLICY ${name} ON ${table} AS RESTRICTIVE TO ${schema}_service USING (${condition}) WITH CHECK (${condition})`;
  };
  if (walls === 'NONE') return [policy('no_wall', 'true')];
  const { patient, location, beneath, roles, openToVisitors } = walls;
  const opened = patient ? `${patient} = ${setting('break_glass_patient')}::uuid` : beneath && `(${isSet('break_glass_patient')} AND ${belowOf(beneath, table)})`;
  return [
    ...(patient ? [policy('own_record', isSet('every_record'), `${patient} = ${setting('patient_id')}::uuid`, openToVisitors && `(${patient} IS NULL AND ${hasRole(['PUBLIC'])})`)] : []),
    ...(location ? [policy('own_sites', isSet('every_site'), `${location} IS NULL`, `${location} = ANY ((SELECT string_to_array(current_setting('app.site_ids', true), ','))::uuid[])`, opened)] : []),
    ...(beneath ? [policy('beneath', isSet('every_row'), belowOf(beneath, table))] : []),
    ...(roles ? [policy('role_wall', hasRole(roles), opened)] : []),
  ];
}

function setting(name: string): string {
  return `(SELECT nullif(current_setting('app.${name}', true), ''))`;
}

function isSet(name: string): string {
  return `${setting(name)} IS NOT NULL`;
}

function hasRole(roles: readonly Role[]): string {
  return `(SELECT CASE WHEN string_to_array(current_setting('app.roles', true), ',') && ARRAY[${roles.map((role) => `'${role}'`).join(', ')}] THEN 1 END) IS NOT NULL`;
}

/** The row above is read under its own walls. */
function belowOf({ table: above, key }: { readonly table: string; readonly key: string }, table: string): string {
  const [, name = ''] = table.split('.');
  return `EXISTS (SELECT FROM ${above} above WHERE above.practice_id = ${name}.practice_id AND above.id = ${name}.${key})`;
}

/** What the walls ask about a viewer, as settings of a transaction; `every_…` is set where there is no limit. `reading`: nothing is changed. */
export function wallSettings(viewer: Viewer, reading: boolean): Readonly<Record<string, string>> {
  const { roles, siteIds, patientId, breakGlass } = viewer;
  const [everyRecord, everySite] = [!isLimitedToOwnRecord(viewer), siteIds === null];
  const mark = (is: boolean): string => (is ? 'yes' : '');
  return {
    'app.roles': roles.join(','),
    'app.every_record': mark(everyRecord), 'app.every_site': mark(everySite), 'app.every_row': mark(everyRecord && everySite),
    'app.patient_id': patientId ?? '',
    'app.site_ids': (siteIds ?? []).join(','),
    'app.break_glass_patient': reading ? (breakGlass?.patientId ?? '') : '',
  };
}
