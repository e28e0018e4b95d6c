import { onStatement, type StatementSent } from '@spindle/database';
import { SAMPLE_LOCATION_IDS, SAMPLE_PRACTICES } from '@spindle/sample-clinic';
import { onSubgraphCall } from '@spindle/subgraph';
import { OPERATIONS } from '@spindle/supergraph';
import { TestClinic, type As } from './testing/test-clinic';

interface Sent { readonly statements: StatementSent[]; readonly calls: string[] }

describe('the main screens, each one query across the graph', () => {
  let clinic: TestClinic;
  beforeAll(async () => { clinic = await TestClinic.start(); });
  afterAll(() => clinic.stop());

  /** What an operation sends to the subgraphs and to PostgreSQL. */
  async function count(query: string, variables: object, as: As): Promise<Sent> {
    const sent: Sent = { statements: [], calls: [] };
    const stops = [onStatement((statement) => sent.statements.push(statement)), onSubgraphCall((subgraph) => sent.calls.push(subgraph))];
    expect((await clinic.front.ask(query, variables, as)).errors).toEqual([]);
    stops.forEach((stop) => stop());
    return sent;
  }

  /** Days of the past, from the emptiest to the busiest. */
  const days = () => clinic.rows<{ day: string; visits: number }>(`SELECT (starts_at AT TIME ZONE time_zone)::date::text AS day, count(*)::int AS visits FROM scheduling.appointment
    WHERE practice_id = $1 AND location_id = $2 AND starts_at < now() - interval '2 days' GROUP BY 1 ORDER BY visits`, [SAMPLE_PRACTICES.spindle.id, SAMPLE_LOCATION_IDS.broomfield]);

  it('shows a day with patient, practitioner, service, claim and balance of every visit', async () => {
    const [{ day, visits } = { day: '', visits: 0 }] = (await days()).reverse();
    const { data, errors } = await clinic.front.ask<{ daySheet: { truncated: boolean; appointments: Record<string, { amount?: string } | null>[] } }>(OPERATIONS.daySheet, { locationId: SAMPLE_LOCATION_IDS.broomfield, date: day });
    expect(errors).toEqual([]);
    expect(data.daySheet.appointments).toHaveLength(visits);
    for (const visit of data.daySheet.appointments) {
      expect(visit['patient']).not.toBeNull();
      expect(visit['practitioner']).not.toBeNull();
      expect(visit['patientBalance']?.amount).toMatch(/^-?\d+\.\d{2}$/);
    }
    expect(data.daySheet.appointments.some((visit) => visit['claim'] !== null)).toBe(true);
  });

  it("shows each visit's balance as the sum of what the ledger lays on the patient", async () => {
    const [{ day } = { day: '' }] = (await days()).reverse();
    const { data } = await clinic.front.ask<{ daySheet: { appointments: { patient: { id: string }; patientBalance: { amount: string } }[] } }>(OPERATIONS.daySheet, { locationId: SAMPLE_LOCATION_IDS.broomfield, date: day });
    const sums = await clinic.rows<{ patient_id: string; amount: string }>(`SELECT patient_id, to_char(sum(cents) / 100.0, 'FM999999990.00') AS amount FROM billing.ledger_entry WHERE practice_id = $1 AND responsible_party = 'PATIENT' GROUP BY 1`, [SAMPLE_PRACTICES.spindle.id]);
    const owed = new Map(sums.map(({ patient_id: id, amount }) => [id, amount]));
    for (const { patient, patientBalance } of data.daySheet.appointments) expect(patientBalance.amount).toBe(owed.get(patient.id) ?? '0.00');
  });

  it.each([
    ['daySheet', 'FRONT_DESK', { statements: 6, calls: 3 }],
    ['chart', 'PRACTITIONER', { statements: 6, calls: 4 }],
    ['claimsWorklist', 'BILLER', { statements: 5, calls: 3 }],
  ] as const)('keeps %s of the %s within its budget of %j, however many rows there are', async (operation, role, budget) => {
    const totals: number[] = [];
    for (const variables of await variablesOf(operation)) {
      const { statements, calls } = await count(OPERATIONS[operation], variables, { role });
      expect(calls.length).toBeLessThanOrEqual(budget.calls);
      expect(statements.filter(({ purpose }) => purpose === 'DOMAIN').length).toBeLessThanOrEqual(budget.statements);
      expect(statements.filter(({ purpose }) => purpose !== 'DOMAIN').map(({ schema, purpose }) => `${schema} ${purpose}`).sort()).toEqual(calls.flatMap((schema) => [`${schema} AUDIT`, `${schema} COMMIT`, `${schema} OPEN`, `${schema} SAVEPOINT`]).sort());
      totals.push(statements.length);
    }
    expect(totals[0]).toBe(totals[1]);
  });

  it('takes as many statements for the chart after seven hundred more visits as before them', async () => {
    const [, busiest] = await variablesOf('chart');
    if (!busiest) throw new Error('The sample clinic has no patient with a claim.');
    const { patientId } = busiest as { patientId: string };
    const before = await count(OPERATIONS.chart, busiest, { role: 'PRACTITIONER' });
    const copied = await clinic.rows(`WITH visit AS (SELECT * FROM scheduling.appointment WHERE patient_id = $1 AND state = 'COMPLETED' AND source = 'RECORDED' ORDER BY starts_at LIMIT 1)
      INSERT INTO scheduling.appointment SELECT (jsonb_populate_record(NULL::scheduling.appointment, to_jsonb(visit) || jsonb_build_object('id', uuidv7(), 'replaces_id', NULL, 'starts_at', starts_at - n * interval '1 day', 'ends_at', ends_at - n * interval '1 day', 'local_start', local_start - n * interval '1 day'))).*
      FROM visit, generate_series(1, 700) n RETURNING id`, [patientId]);
    expect(copied).toHaveLength(700);
    const after = await count(OPERATIONS.chart, busiest, { role: 'PRACTITIONER' });
    expect([after.statements.length, after.calls.length]).toEqual([before.statements.length, before.calls.length]);
  });

  /** A few rows and many rows. */
  async function variablesOf(operation: keyof typeof OPERATIONS): Promise<object[]> {
    if (operation === 'daySheet') {
      const all = (await days()).filter(({ visits }) => visits > 1);
      return [all[0], all.at(-1)].map((each) => ({ locationId: SAMPLE_LOCATION_IDS.broomfield, date: each?.day }));
    }
    if (operation === 'claimsWorklist') return [{ first: 2 }, { first: 50 }];
    const patients = await clinic.rows<{ id: string }>('SELECT patient_id AS id FROM billing.claim WHERE practice_id = $1 GROUP BY 1 ORDER BY count(*)', [SAMPLE_PRACTICES.spindle.id]);
    return [patients[0], patients.at(-1)].map((each) => ({ patientId: each?.id }));
  }

  it('lists open claims from the oldest on, each once, page after page', async () => {
    interface Worklist { readonly claimWorklist: { readonly edges: readonly { readonly node: { readonly id: string; readonly serviceDate: string; readonly state: string } }[]; readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string } } }
    const seen: { id: string; serviceDate: string }[] = [];
    for (let after: string | null = null; ;) {
      const { data }: { data: Worklist } = await clinic.front.ask<Worklist>(OPERATIONS.claimsWorklist, { first: 40, after }, { role: 'BILLER' });
      seen.push(...data.claimWorklist.edges.map(({ node }) => node));
      if (!data.claimWorklist.pageInfo.hasNextPage) break;
      after = data.claimWorklist.pageInfo.endCursor;
    }
    const [{ open } = { open: 0 }] = await clinic.rows<{ open: number }>(`SELECT count(*)::int AS open FROM billing.claim WHERE practice_id = $1 AND state NOT IN ('CLOSED', 'VOIDED', 'DISCARDED', 'REPLACED')`, [SAMPLE_PRACTICES.spindle.id]);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(open);
    expect(seen.map(({ serviceDate }) => serviceDate)).toEqual(seen.map(({ serviceDate }) => serviceDate).toSorted());
  });

  it("shows another practice nothing of this one, whatever it asks by id or by name", async () => {
    const second = { practiceId: SAMPLE_PRACTICES.second.id };
    const [{ id } = { id: '' }] = await clinic.rows<{ id: string }>('SELECT patient_id AS id FROM billing.claim WHERE practice_id = $1 LIMIT 1', [SAMPLE_PRACTICES.spindle.id]);
    expect((await clinic.front.ask(OPERATIONS.chart, { patientId: id }, { ...second, role: 'PRACTITIONER' })).data).toEqual({ patient: null });
    expect((await clinic.front.ask(OPERATIONS.daySheet, { locationId: SAMPLE_LOCATION_IDS.broomfield, date: '2026-03-09' }, second)).data).toEqual({ daySheet: null });
    const clash = await clinic.rows<{ family: string }>(`SELECT min(family_name) AS family FROM patient.patient GROUP BY sort_name HAVING count(DISTINCT practice_id) = 2`);
    expect(clash.length).toBeGreaterThan(0);
    for (const as of [{}, second]) {
      const { data } = await clinic.front.ask<{ searchPatients: { edges: { node: { id: string } }[] } }>('query ($text: String!) { searchPatients(text: $text, first: 100) { edges { node { id } } } }', { text: clash[0]?.family }, as);
      const practice = 'practiceId' in as ? as.practiceId : SAMPLE_PRACTICES.spindle.id;
      const owners = await clinic.rows<{ practice_id: string }>('SELECT DISTINCT practice_id FROM patient.patient WHERE id = ANY($1)', [data.searchPatients.edges.map(({ node }) => node.id)]);
      expect(owners).toEqual([{ practice_id: practice }]);
    }
  });
});
