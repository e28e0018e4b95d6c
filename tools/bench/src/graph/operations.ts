import { Client } from 'pg';
import { SAMPLE_PRACTICES } from '@spindle/sample-clinic';
import { toCursor } from '@spindle/subgraph';
import { OPERATIONS } from '@spindle/supergraph';

/** One operation with the variables it is asked with in turn, for the graph and for the hand-written SQL. */
export interface BenchOperation {
  readonly name: keyof typeof OPERATIONS;
  readonly query: string;
  readonly samples: readonly { readonly variables: Readonly<Record<string, unknown>>; readonly values: readonly unknown[] }[];
}

const SAMPLES = 200;

/** Days of full sites, patients with claims, stretches of the worklist: many of each, so that no cache of one answer helps. */
export async function readOperations(adminUrl: string): Promise<BenchOperation[]> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  const rows = async (sql: string): Promise<Record<string, string>[]> => (await client.query<Record<string, string>>(sql, [SAMPLE_PRACTICES.spindle.id, SAMPLES])).rows;
  const days = await rows(`SELECT location_id AS id, (starts_at AT TIME ZONE time_zone)::date::text AS day,
      ((starts_at AT TIME ZONE time_zone)::date::timestamp AT TIME ZONE time_zone)::text AS start, (((starts_at AT TIME ZONE time_zone)::date + 1)::timestamp AT TIME ZONE time_zone)::text AS next FROM scheduling.appointment WHERE practice_id = $1
    GROUP BY 1, 2, 3, 4 HAVING count(*) BETWEEN 20 AND 90 ORDER BY abs(count(*) - 60), 2 LIMIT $2`);
  const patients = await rows(`SELECT patient_id AS id FROM billing.claim WHERE practice_id = $1 GROUP BY 1 HAVING count(*) >= 3 ORDER BY 1 LIMIT $2`);
  const places = await rows(`SELECT service_date::text AS day, id FROM billing.claim WHERE practice_id = $1 AND state = 'SUBMITTED' ORDER BY service_date, id LIMIT $2`);
  const { rows: [clock] } = await client.query<{ today: string }>(`SELECT (now() AT TIME ZONE 'UTC')::date::text AS today`);
  await client.end();
  return [
    { name: 'daySheet', query: OPERATIONS.daySheet, samples: days.map(({ id, day, start, next }) => ({ variables: { locationId: id, date: day }, values: [day, id, start, next] })) },
    { name: 'chart', query: OPERATIONS.chart, samples: patients.map(({ id }) => ({ variables: { patientId: id }, values: [id] })) },
    { name: 'claimsWorklist', query: OPERATIONS.claimsWorklist, samples: places.map(({ id, day }) => ({ variables: { first: 50, after: toCursor([day ?? '', id ?? '']) }, values: [clock?.today, day, id] })) },
  ];
}
