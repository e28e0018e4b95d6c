import { an, boxed, code, composite, counter, count, date, decimal, fixed, id, list, loop, loops, money, segment, segments } from './build';
import { adjustments, amounts, city, contacts, dates, named, nameFields, procedure, procedureFields, quantities, references, specialty, street } from './shared';

const provider = (entity: string) => segment('NM1', 'R', { entity: fixed(1, entity), ...nameFields });
const providerReferences = ['0B', '1G', 'G2', 'LU'];

/** HCP: pricing by a repricer. */
export const pricing = segment('HCP', 'S', {
  method: id(1, 'R', [2, 2]), allowed: money(2, 'R'), saving: money(3, 'S'), organisation: an(4, 'S', [1, 50]), rate: decimal(5, 'S'), group: an(6, 'S', [1, 50]), groupAmount: money(7, 'S'),
  revenueCode: an(8, 'S', [1, 48]), procedureQualifier: id(9, 'S', [2, 2]), procedure: an(10, 'S', [1, 48]), unit: id(11, 'S', [2, 2]), units: decimal(12, 'S'), rejection: id(13, 'S', [2, 2]),
  compliance: id(14, 'S', [1, 2]), exception: id(15, 'S', [1, 2]),
});

/** PWK: where an attachment is. */
export const attachments = (max: number) => segments('PWK', ['S', max], {
  report: id(1, 'R', [2, 2]), transmission: code(2, 'R', ['AA', 'AB', 'AD', 'AF', 'AG', 'BM', 'EL', 'EM', 'FT', 'FX', 'NS']), controlQualifier: code(5, 'S', ['AC']), control: an(6, 'S', [2, 80]),
});

/** K3: what only some states want. */
export const fileInformation = segments('K3', ['S', 10], { text: an(1, 'R', [1, 80]) });

/** CN1: contract. */
export const contract = segment('CN1', 'S', {
  type: id(1, 'R', [2, 2]), amount: money(2, 'S'), percent: decimal(3, 'S'), code: an(4, 'S', [1, 50]), discount: decimal(5, 'S'), version: an(6, 'S', [1, 30]),
});

/** CR1: ambulance transport. */
export const ambulance = segment('CR1', 'S', {
  unit: code(1, 'S', ['LB']), weight: decimal(2, 'S'), reason: id(4, 'R', [1, 1]), distanceUnit: code(5, 'R', ['DH']), distance: decimal(6, 'R'), roundTrip: an(9, 'S', [1, 80]), stretcher: an(10, 'S', [1, 80]),
});

/** CRC: condition codes. */
export const conditions = (max: number) => segments('CRC', ['S', max], { category: id(1, 'R', [2, 2]), applies: code(2, 'R', ['Y', 'N']), codes: list(3, 5, id(3, 'S', [2, 3])) });

/** Loop 2430: how an earlier payer decided this line. */
export const lineAdjudication = loops({ id: '2430', title: 'earlier payer, line', usage: 'S', max: 15 }, segment('SVD', 'R', {
  payer: an(1, 'R', [2, 80]), paid: money(2, 'R'), procedure: composite(3, 'R', procedureFields(['ER', 'HC', 'HP', 'IV', 'WK'])), units: decimal(5, 'R'), bundledInto: an(6, 'S', [1, 6]),
}), {
  adjustments: adjustments(5),
  dates: dates(1, ['573']),
  amounts: amounts(1, ['EAF']),
});

const drug = loop({ id: '2410', title: 'drug', usage: 'S' }, segment('LIN', 'R', { qualifier: code(2, 'R', ['N4', 'EN', 'EO', 'HI', 'ON', 'UK', 'UP']), code: an(3, 'R', [1, 48]) }), {
  quantity: segment('CTP', 'R', { quantity: decimal(4, 'R'), unit: composite(5, 'R', { unit: code(1, 'R', ['F2', 'GR', 'ME', 'ML', 'UN']) }) }),
  references: references(1, ['VY', 'XZ']),
});

/** SV1: the professional service. */
export const professionalService = segment('SV1', 'R', {
  procedure: composite(1, 'R', procedureFields(['ER', 'HC', 'IV', 'WK'], '24D')),
  charge: money(2, 'R', '24F'),
  unit: code(3, 'R', ['UN', 'MJ']),
  units: decimal(4, 'R', '24G'),
  facility: an(5, 'S', [1, 2, { box: '24B' }]),
  pointers: composite(7, 'R', { values: list(1, 4, { ...count(1, 'R'), box: '24E' }) }),
  emergency: boxed(code(9, 'S', ['Y']), '24C'),
  screening: boxed(code(11, 'S', ['Y']), '24H'),
  familyPlanning: boxed(code(12, 'S', ['Y']), '24H'),
  copayExempt: code(15, 'S', ['0']),
});

const lineDates = ['472', '471', '607', '463', '461', '304', '738', '739', '011', '455', '454'];
const lineReferences = ['9B', '9D', 'G1', '6R', 'EW', 'X4', 'F4', 'BT', '9F'];
const ambulancePlace = (id: string, entity: string) => loop({ id, title: 'ambulance place', usage: 'S' }, provider(entity), { street: street('R'), city: city('R') });

/** Loop 2400: a service line. */
export const claimLine = loops({ id: '2400', title: 'service line', usage: 'R', max: 50 }, counter(), {
  service: professionalService,
  equipment: segment('SV5', 'S', { procedure: composite(1, 'R', procedureFields(['HC'])), unit: code(2, 'R', ['DA']), days: decimal(3, 'R'), rental: money(4, 'R'), purchase: money(5, 'R'), frequency: id(6, 'R', [1, 1]) }),
  attachments: attachments(10),
  ambulance,
  certification: segment('CR3', 'S', { type: code(1, 'R', ['I', 'R', 'S']), unit: code(2, 'R', ['MO']), duration: decimal(3, 'R') }),
  conditions: conditions(6),
  dates: dates(13, lineDates, '24A'),
  quantities: quantities(2, ['PT', 'FL']),
  measures: segments('MEA', ['S', 5], { reference: code(1, 'R', ['OG', 'TR']), qualifier: id(2, 'R', [1, 3]), value: decimal(3, 'R') }),
  contract,
  references: references(19, lineReferences),
  amounts: amounts(2, ['T', 'F4']),
  fileInformation,
  notes: segments('NTE', ['S', 2], { code: code(1, 'R', ['ADD', 'DCP', 'TPO']), text: an(2, 'R', [1, 80]) }),
  purchased: segment('PS1', 'S', { provider: an(1, 'R', [1, 50]), charge: money(2, 'R') }),
  pricing,
  drug,
  rendering: loop({ id: '2420A', title: 'rendering provider, line', usage: 'S' }, provider('82'), { specialty: specialty(['PE']), references: references(20, providerReferences) }),
  purchasedFrom: loop({ id: '2420B', title: 'purchased service provider', usage: 'S' }, provider('QB'), { references: references(20, providerReferences) }),
  serviceFacility: loop({ id: '2420C', title: 'service facility, line', usage: 'S' }, provider('77'), { street: street('R'), city: city('R'), references: references(3, providerReferences) }),
  supervising: loop({ id: '2420D', title: 'supervising provider, line', usage: 'S' }, provider('DQ'), { references: references(20, providerReferences) }),
  ordering: loop({ id: '2420E', title: 'ordering provider, line', usage: 'S' }, provider('DK'), { street: street('S'), city: city('S'), references: references(20, providerReferences), contacts: contacts(1, ['IC']) }),
  referring: loops({ id: '2420F', title: 'referring provider, line', usage: 'S', max: 2 }, named(['DN', 'P3']), { references: references(20, providerReferences) }),
  pickUp: ambulancePlace('2420G', 'PW'),
  dropOff: ambulancePlace('2420H', '45'),
  earlierPayers: lineAdjudication,
  forms: loops({ id: '2440', title: 'form', usage: 'S', max: 20 }, segment('LQ', 'R', { qualifier: code(1, 'R', ['AS', 'UT']), code: an(2, 'R', [1, 30]) }), {
    answers: segments('FRM', ['R', 99], { question: an(1, 'R', [1, 20]), answer: code(2, 'S', ['N', 'W', 'Y']), text: an(3, 'S', [1, 50]), date: date(4, 'S'), percent: decimal(5, 'S') }),
  }),
});
