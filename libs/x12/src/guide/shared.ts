import { an, code, composite, count, date, decimal, groups, id, key, list, money, segment, segments } from './build';
import type { ElementDefinition, Fields, Usage } from './definition';

/** Person or organisation names from NM102 on; NM101 is given by each loop. */
export const nameFields = {
  type: code(2, 'R', ['1', '2']),
  lastName: an(3, 'S', [1, 60]),
  firstName: an(4, 'S', [1, 35]),
  middleName: an(5, 'S', [1, 25]),
  prefix: an(6, 'S', [1, 10]),
  suffix: an(7, 'S', [1, 10]),
  idQualifier: id(8, 'S', [1, 2]),
  id: an(9, 'S', [2, 80]),
};

/** NM1 whose entity code (NM101) is one of `codes` and stays in the model. */
export function named(codes: readonly string[]) {
  return segment('NM1', 'R', { entity: key(1, codes), ...nameFields });
}

/** N3: one or two address lines. */
export const street = (usage: Usage, box?: string) => segment('N3', usage, { lines: list(1, 2, an(1, 'R', [1, 55, box === undefined ? {} : { box }])) });

/** N4: city, state, ZIP, country. */
export const city = (usage: Usage, box?: string) => segment('N4', usage, {
  city: an(1, 'R', [2, 30, box === undefined ? {} : { box }]),
  state: id(2, 'S', [2, 2]),
  zip: id(3, 'S', [3, 15]),
  country: id(4, 'S', [2, 3]),
  subdivision: id(7, 'S', [1, 3]),
});

/** REF segments of the given qualifiers. The list is closed only for the validator: any qualifier is read. */
export const references = (max: number, codes: readonly string[], usage: Usage = 'S') => segments('REF', [usage, max], {
  qualifier: code(1, 'R', codes),
  value: an(2, 'S', [1, 50]),
  description: an(3, 'S', [1, 80]),
  more: composite(4, 'S', { qualifier: id(1, 'R', [2, 3]), value: an(2, 'R', [1, 50]) }),
});

/** PER with up to three numbers. */
export const contacts = (max: number, codes: readonly string[], usage: Usage = 'S') => segments('PER', [usage, max], {
  function: code(1, 'R', codes),
  name: an(2, 'S', [1, 60]),
  numbers: groups(3, 3, { qualifier: code(1, 'R', ['TE', 'EM', 'FX', 'EX', 'UR', 'ED', 'HP', 'WP']), number: an(2, 'R', [1, 256]) }),
});

/** DTP: a date (D8) or a span (RD8). */
export const dates = (max: number, codes: readonly string[], box?: string) => segments('DTP', ['S', max], {
  qualifier: code(1, 'R', codes),
  format: code(2, 'R', ['D8', 'RD8', 'DT', 'TM']),
  value: an(3, 'R', [1, 35, box === undefined ? {} : { box }]),
});

/** DTM of the 835: a date. */
export const plainDates = (max: number, codes: readonly string[]) => segments('DTM', ['S', max], { qualifier: code(1, 'R', codes), date: date(2, 'R') });

/** AMT. */
export const amounts = (max: number, codes: readonly string[]) => segments('AMT', ['S', max], { qualifier: code(1, 'R', codes), amount: money(2, 'R') });

/** QTY. */
export const quantities = (max: number, codes: readonly string[]) => segments('QTY', ['S', max], { qualifier: code(1, 'R', codes), quantity: decimal(2, 'R') });

/** DMG: birth date and sex. */
export const demographics = (usage: Usage, box?: string) => segment('DMG', usage, {
  format: code(1, 'S', ['D8']),
  birthDate: an(2, 'S', [1, 35, box === undefined ? {} : { box }]),
  sex: code(3, 'S', ['F', 'M', 'U']),
});

/** PRV: a taxonomy code. */
export const specialty = (codes: readonly string[], usage: Usage = 'S') => segment('PRV', usage, {
  provider: code(1, 'R', codes),
  qualifier: code(2, 'S', ['PXC', 'ZZ', '9K', 'D3', 'EI', 'HPI', 'SY', 'TJ']),
  taxonomy: an(3, 'S', [1, 50]),
});

/** TRN: a trace number. */
export const traces = (max: number, usage: Usage = 'R') => segments('TRN', [usage, max], {
  type: code(1, 'R', ['1', '2']),
  number: an(2, 'R', [1, 50]),
  company: an(3, 'S', [10, 10]),
  division: an(4, 'S', [1, 50]),
});

/** A trace number that opens a loop. */
export const trace = segment('TRN', 'R', { type: key(1, ['1', '2']), number: an(2, 'R', [1, 50]), company: an(3, 'S', [10, 10]), division: an(4, 'S', [1, 50]) });

/** CAS: a group code and up to six reasons with amount and quantity. */
export const adjustments = (max: number) => segments('CAS', ['S', max], {
  group: code(1, 'R', ['CO', 'OA', 'PI', 'PR', 'CR']),
  reasons: groups(2, 6, { reason: id(1, 'R', [1, 5]), amount: money(2, 'R'), quantity: decimal(3, 'S') }),
});

/** Components of a procedure (C003): code, up to four modifiers, description. */
export const procedureFields = (qualifiers: readonly string[], box?: string) => ({
  qualifier: code(1, 'R', qualifiers),
  code: an(2, 'R', [1, 48, box === undefined ? {} : { box }]),
  modifiers: list(3, 4, an(3, 'S', [2, 2, box === undefined ? {} : { box }])),
  description: an(7, 'S', [1, 80]),
});

/** A procedure as the element `at`. */
export const procedure = <U extends Usage>(at: number, usage: U, qualifiers: readonly string[]) => composite(at, usage, procedureFields(qualifiers));

/** An element whose first component decides whether the segment is this one: HI, by its code list qualifier. */
export function keyed<E extends ElementDefinition>(element: E, codes: readonly string[]): E {
  return { ...element, codes, key: true };
}

/** A code with its list qualifier (C022), as HI carries up to twelve. */
export const listedCode = (qualifiers: readonly string[], box?: string) => ({
  qualifier: code(1, 'R', qualifiers),
  code: an(2, 'R', [1, 30, box === undefined ? {} : { box }]),
  format: id(3, 'S', [2, 3]),
  date: an(4, 'S', [1, 35]),
  amount: money(5, 'S'),
});

/** HI that begins with one of the qualifiers. */
export const listedCodes = (qualifiers: readonly string[], usage: Usage, box?: string) => segment('HI', usage, {
  codes: keyed(list(1, 12, composite(1, 'R', listedCode(qualifiers, box))), qualifiers),
});

/** MOA: outpatient adjudication with remark codes. */
export const outpatientAdjudication = segment('MOA', 'S', {
  rate: decimal(1, 'S'), payable: money(2, 'S'), remarks: list(3, 5, an(3, 'S', [1, 50])), esrd: money(8, 'S'), nonpayable: money(9, 'S'),
});

/** BHT. */
export const beginning = (structure: string, purposes: readonly string[], types?: readonly string[]) => segment('BHT', 'R', {
  structure: code(1, 'R', [structure]),
  purpose: code(2, 'R', purposes),
  reference: an(3, 'S', [1, 50]),
  date: date(4, 'R'),
  time: { ...an(5, 'S', [4, 8]), type: 'TM' as const },
  type: types === undefined ? id(6, 'S', [2, 2]) : code(6, 'S', types),
});

const statusFields = {
  category: an(1, 'R', [1, 30]),
  code: an(2, 'R', [1, 30]),
  entity: id(3, 'S', [2, 3]),
  list: id(4, 'S', [1, 3]),
} satisfies Fields;

/** STC: what became of a claim or line. Up to three category and status pairs. */
export const statuses = (max: number) => segments('STC', ['S', max], {
  status: composite(1, 'R', statusFields),
  date: date(2, 'S'),
  action: code(3, 'S', ['WQ', 'U']),
  charge: money(4, 'S'),
  paid: money(5, 'S'),
  adjudicated: date(6, 'S'),
  method: id(7, 'S', [3, 3]),
  remitted: date(8, 'S'),
  check: an(9, 'S', [1, 16]),
  second: composite(10, 'S', statusFields),
  third: composite(11, 'S', statusFields),
  message: an(12, 'S', [1, 264]),
});

/** HSD, as benefits use it: how many of what in which time. */
export const delivery = segments('HSD', ['S', 9], {
  qualifier: id(1, 'S', [2, 2]), quantity: decimal(2, 'S'), unit: id(3, 'S', [2, 2]), frequency: decimal(4, 'S'),
  period: id(5, 'S', [1, 2]), periods: count(6, 'S'), pattern: id(7, 'S', [1, 2]), timePattern: id(8, 'S', [1, 1]),
});

/** AAA: why a request could not be answered, and what may be done. */
export const refusals = segments('AAA', ['S', 9], {
  valid: code(1, 'R', ['Y', 'N']), reason: id(3, 'S', [2, 2]), followUp: id(4, 'S', [1, 1]),
});
