import { fromEntries, toBundle } from './bundle';
import { either, listOf, named, ourCode, ranked, section, US_CENTS, words } from './form';
import { canonical, type Json, type Row } from './json';
import { at, derived, EXTENSION, KEY, PARENT, PRACTICE, rowAt, type RecordTable } from './record-table';

const TABLE: RecordTable = {
  name: 'sample.visit', resource: 'Encounter', of: { patient: ['patient_id'] }, frame: { class: { code: 'AMB' } },
  columns: {
    practice_id: PRACTICE, id: KEY, previous_id: rowAt('partOf'), state: at('status', words({ LOST: 'unknown', OPEN: 'planned', UNKNOWN: 'unknown' })), text: at('section.0', section('Text')),
    names: at('name.0.given'), aims: at('goal', listOf('display', (display) => ({ display }))), cents: at('total', US_CENTS), rank: at('order', ranked(['FIRST', 'SECOND'])), gone: at('gone', either('no', 'yes')),
    who: at('participant.0.individual', named('Practitioner')), code: at('code', ourCode('sample')), other: EXTENSION, sorted: derived('names'),
  },
  within: [{ name: 'sample.line', list: 'item', order: 'line', columns: { practice_id: PRACTICE, visit_id: PARENT, line: at('sequence'), note: EXTENSION } }],
};

const ID = '01930000-0000-7000-8000-000000000001';
const ROW: Row = { id: ID, previous_id: null, state: 'OPEN', text: 'a < b & c', names: ['Ana'], aims: ['Walks'], cents: 26_552, rank: 'SECOND', gone: false, who: ID, code: 'X', other: null };

function roundTrip(row: Row, lines: readonly Row[] = []): Row | undefined {
  const bundle = JSON.parse(JSON.stringify(toBundle([TABLE], new Map([['sample.visit', [row]], ['sample.line', lines]])))) as ReturnType<typeof toBundle>;
  const rows = fromEntries([TABLE], bundle.entry);
  expect(rows.ok && rows.value.get('sample.line')).toEqual(lines);
  return rows.ok ? rows.value.get('sample.visit')?.[0] : undefined;
}

const withoutNulls = (row: Row | undefined): string => canonical(Object.fromEntries(Object.entries(row ?? {}).filter(([, value]) => value !== null)));

const VALUES: readonly Json[] = [null, '', ' ', 'x', 'a & b <c> &amp;', '\r\n', true, false, 0, -1, 1.5, 2 ** 40, [], [''], ['a', ''], [['a']], {}, { a: null }, 'UNKNOWN', 'LOST', 'FIRST', ID];

it.each(Object.keys(TABLE.columns).filter((column) => !['practice_id', 'id', 'previous_id', 'sorted'].includes(column)))('whatever stands in column %s comes back', (column) => {
  for (const value of VALUES) expect(withoutNulls(roundTrip({ ...ROW, [column]: value }))).toBe(withoutNulls({ ...ROW, [column]: value }));
});

it('rows inside come back in their order, and what is derived stays behind', () => {
  expect(withoutNulls(roundTrip({ ...ROW, sorted: 'ana' }, [{ visit_id: ID, line: 2, note: 'a' }, { visit_id: ID, line: 10, note: '' }]))).toBe(withoutNulls(ROW));
});

it('has a place in R4 where there is one, and an extension only where that says less', () => {
  const [entry] = toBundle([TABLE], new Map([['sample.visit', [ROW]]])).entry;
  expect(entry?.resource).toMatchObject({ resourceType: 'Encounter', class: { code: 'AMB' }, status: 'planned', total: { value: 265.52, currency: 'USD' }, goal: [{ display: 'Walks' }], order: 2 });
  expect(entry?.resource['extension']).toBeUndefined();
  const [lost] = toBundle([TABLE], new Map([['sample.visit', [{ ...ROW, state: 'LOST' }]]])).entry;
  expect(lost?.resource).toMatchObject({ status: 'unknown', extension: [{ valueString: 'LOST' }] });
});

it('a row that names one that is not there is refused', () => {
  const { entry } = toBundle([TABLE], new Map([['sample.visit', [{ ...ROW, previous_id: '01930000-0000-7000-8000-000000000002' }]]]));
  expect(fromEntries([TABLE], entry)).toMatchObject({ ok: false, error: { kind: 'RECORD_DAMAGED' } });
});
