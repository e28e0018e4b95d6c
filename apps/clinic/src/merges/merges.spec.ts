import fc from 'fast-check';
import { SAMPLE_PRACTICES } from '@spindle/sample-clinic';
import { Scene } from '../once/scene';
import { SUBGRAPHS } from '../subgraphs';
import { histories, type Step } from './history';
import { MergeHistory } from './merge-history';
import { RecordRows } from './record-rows';

/** One history where CI runs, as many as are asked for elsewhere. */
const HISTORIES = Number(process.env['SPINDLE_MERGE_HISTORIES'] ?? 1);
jest.setTimeout(60_000 + HISTORIES * 60_000);

/** People of the sample in whose records there is something in every subgraph, the fewest visits first: lists show a hundred at most. */
const KNOWN = `SELECT a.patient_id AS id FROM scheduling.appointment a WHERE a.practice_id = $1 AND a.patient_id IS NOT NULL
    AND EXISTS (SELECT FROM billing.coverage c WHERE c.practice_id = $1 AND c.patient_id = a.patient_id) AND EXISTS (SELECT FROM billing.claim c WHERE c.practice_id = $1 AND c.patient_id = a.patient_id)
    AND EXISTS (SELECT FROM patient.clinical_note n WHERE n.practice_id = $1 AND n.patient_id = a.patient_id) GROUP BY 1 ORDER BY count(*), 1`;

/** What the day makes due arises by itself: it may be anybody's. */
const ARISING = 'patient.obligation ';

describe('records of patients that are merged and taken apart, at a running clinic with its three subgraphs', () => {
  let scene: Scene;
  let records: RecordRows;
  let known: string[];
  beforeAll(async () => {
    scene = await Scene.open();
    records = await RecordRows.of(scene.clinic, SUBGRAPHS.map(({ schema }) => schema.schema));
    known = (await scene.clinic.rows<{ id: string }>(KNOWN, [SAMPLE_PRACTICES.spindle.id])).map(({ id }) => id);
  });
  afterAll(() => scene.close());

  it('are looked at in every table of patient, scheduling and billing whose rows follow a record', () => {
    expect([...new Set(records.tables.map((table) => table.split('.')[0]))].sort()).toEqual(['billing', 'patient', 'scheduling']);
    expect(records.tables.length).toBeGreaterThan(25);
  });

  /** Nothing is lost or shown twice, and everything is shown with whom it must be: in the rows, in the lists, in the search. */
  async function check(history: MergeHistory, before: ReadonlyMap<string, string>, writtenUnder: string | null): Promise<ReadonlyMap<string, string>> {
    const rows = await history.rows();
    const owners = new Map(rows.map(({ table, row, writtenUnder: owner }) => [`${table} ${row}`, owner]));
    expect(owners.size).toBe(rows.length);
    expect([...before].filter(([row, owner]) => owners.get(row) !== owner)).toEqual([]);
    expect([...owners].filter(([row, owner]) => !before.has(row) && owner !== writtenUnder && !row.startsWith(ARISING))).toEqual([]);
    expect(rows.filter(({ writtenUnder: owner, shownWith }) => shownWith !== history.rootOf(owner))).toEqual([]);
    expect(await history.shown()).toEqual(history.expected(rows));
    const [found, expected] = await history.found();
    expect(found).toEqual(expected);
    return owners;
  }

  it('lose nothing in any history: old ids lead to the survivor, who is listed once, and each gets back exactly what was written under it', async () => {
    let steps = 0;
    await fc.assert(fc.asyncProperty(histories, async (history: readonly Step[]) => {
      const played = new MergeHistory(scene, records, known.splice(0, 2));
      let owners = await check(played, new Map((await played.rows()).map(({ table, row, writtenUnder }) => [`${table} ${row}`, writtenUnder])), null);
      expect(owners.size).toBeGreaterThan(50);
      for (const step of history) {
        owners = await check(played, owners, await played.take(step));
        steps += 1;
      }
    }), { numRuns: HISTORIES, seed: 20_261_127, endOnFailure: true });
    process.stderr.write(`Merges: ${HISTORIES} histories of ${steps} steps over ${records.tables.length} tables of three subgraphs, every row looked at after each step\n`);
  });
});
