import { an, bracket, code, composite, decimal, fixed, hierarchy, id, list, loop, loops, money, repeated, root, segment, segments } from './build';
import { unbounded, type Guide } from './definition';
import { amounts, beginning, city, contacts, dates, delivery, demographics, listedCodes, nameFields, named, procedure, references, refusals, specialty, street, traces } from './shared';

const many = unbounded;
const procedureQualifiers = ['AD', 'CJ', 'HC', 'ID', 'IV', 'N4', 'ZZ'];
const personReferences = ['0F', '1L', '1W', '3H', '6P', '18', '49', 'CT', 'EA', 'EJ', 'F6', 'GH', 'HJ', 'IF', 'IG', 'ML', 'MRC', 'N6', 'NQ', 'Q4', 'SY', 'Y4', '9F', 'G1', 'ALS', 'CLI', 'FO', 'M7'];
const providerReferences = ['0B', '1C', '1D', '1J', '4A', 'CT', 'EL', 'EO', 'HPI', 'JD', 'N5', 'N7', 'Q4', 'SY', 'TJ', '9K', 'D3', 'EI'];
const person = (entity: string) => segment('NM1', 'R', { entity: fixed(1, entity), ...nameFields });
const diagnosisQualifiers = ['ABK', 'ABF', 'BK', 'BF'];

const insured = segment('INS', 'S', {
  isSubscriber: code(1, 'R', ['Y', 'N']), relationship: id(2, 'R', [2, 2]), maintenance: id(3, 'S', [3, 3]), reason: id(4, 'S', [2, 3]), student: id(9, 'S', [1, 1]), handicapped: code(10, 'S', ['Y', 'N']),
  birthSequence: an(17, 'S', [1, 9]),
});

const military = segment('MPI', 'S', {
  status: id(1, 'R', [1, 1]), employment: id(2, 'R', [2, 2]), branch: id(3, 'R', [1, 1]), description: an(4, 'S', [1, 80]), rank: id(5, 'S', [2, 2]), format: code(6, 'S', ['D8', 'RD8']), period: an(7, 'S', [1, 35]),
});

/** Loop 2110C/D of a 271: one EB with everything that belongs to it alone. */
const benefit = (letter: string) => loops({ id: `2110${letter}`, title: 'benefit', usage: 'S', max: many }, segment('EB', 'R', {
  kind: id(1, 'R', [1, 3]),
  level: code(2, 'S', ['CHD', 'DEP', 'ECH', 'EMP', 'ESP', 'FAM', 'IND', 'SPC', 'SPO']),
  serviceTypes: repeated(3, 99, id(3, 'S', [1, 2])),
  insuranceType: id(4, 'S', [1, 3]),
  plan: an(5, 'S', [1, 50]),
  period: id(6, 'S', [1, 2]),
  amount: money(7, 'S'),
  percent: decimal(8, 'S'),
  quantityQualifier: id(9, 'S', [2, 2]),
  quantity: decimal(10, 'S'),
  authorisation: code(11, 'S', ['Y', 'N', 'U']),
  network: code(12, 'S', ['Y', 'N', 'U', 'W']),
  procedure: procedure(13, 'S', procedureQualifiers),
  diagnosisPointers: composite(14, 'S', { pointers: list(1, 4, id(1, 'S', [1, 2])) }),
}), {
  deliveries: delivery,
  references: references(9, personReferences),
  dates: dates(20, ['096', '193', '194', '198', '290', '291', '292', '295', '304', '307', '318', '346', '347', '348', '349', '356', '357', '435', '472', '539', '540', '636', '771']),
  refusals,
  messages: segments('MSG', ['S', 10], { text: an(1, 'R', [1, 264]) }),
  additional: loops({ id: `2115${letter}`, title: 'additional information', usage: 'S', max: 10 }, segment('III', 'R', {
    qualifier: id(1, 'S', [1, 3]), code: an(2, 'S', [1, 30]), category: id(3, 'S', [2, 2]), text: an(4, 'S', [1, 264]),
  }), {}),
  open: bracket('LS', 'related', '2120'),
  related: loops({ id: `2120${letter}`, title: 'related entity', usage: 'S', max: 23 }, named(['13', '1I', '1P', '2B', '36', '73', 'FA', 'GP', 'GW', 'I3', 'IL', 'LR', 'OC', 'P3', 'P4', 'P5', 'PR', 'PRP', 'SEP', 'TTP', 'VER', 'VN', 'VY', 'X3', 'Y2']), {
    street: street('S'), city: city('S'), contacts: contacts(3, ['IC']), specialty: specialty(['AD', 'AT', 'BI', 'CO', 'CV', 'H', 'HH', 'LA', 'OT', 'P1', 'P2', 'PC', 'PE', 'R', 'RF', 'SB', 'SK', 'SU']),
  }),
  close: bracket('LE', 'related', '2120'),
});

const providerCodes = ['AD', 'AT', 'BI', 'CO', 'CV', 'H', 'HH', 'LA', 'OT', 'P1', 'P2', 'PC', 'PE', 'R', 'RF', 'SB', 'SK', 'SU'];
const personDates = ['096', '102', '152', '291', '307', '318', '340', '341', '342', '343', '346', '347', '356', '357', '382', '435', '442', '458', '472', '539', '540', '636', '771'];

const answeredName = (letter: string, entity: string) => loop({ id: `2100${letter}`, title: 'name', usage: 'R' }, person(entity), {
  references: references(9, personReferences), street: street('S'), city: city('S'), refusals, specialty: specialty(providerCodes), demographics: demographics('S'),
  insured, diagnoses: listedCodes(diagnosisQualifiers, 'S'), dates: dates(9, personDates), military, benefits: benefit(letter),
});

/** 271, eligibility response (005010X279A1). */
export const eligibilityResponseGuide = {
  transaction: '271', version: '005010X279A1', reads: ['005010X279', '004010X092'], functionalGroup: 'HB', title: 'eligibility response', unit: '2000C',
  root: root({
    beginning: beginning('0022', ['06', '11']),
    sources: loops({ id: '2000A', title: 'information source', usage: 'R', max: many }, hierarchy('20'), {
      refusals,
      name: loop({ id: '2100A', title: 'source', usage: 'S' }, named(['2B', '36', 'GP', 'P5', 'PR']), { references: references(9, providerReferences), contacts: contacts(3, ['IC']), refusals }),
      receivers: loops({ id: '2000B', title: 'information receiver', usage: 'S', max: many }, hierarchy('21'), {
        name: loop({ id: '2100B', title: 'receiver', usage: 'R' }, named(['1P', '2B', '36', '80', 'FA', 'GP', 'P5', 'PR']), {
          references: references(9, providerReferences), street: street('S'), city: city('S'), refusals, specialty: specialty(providerCodes),
        }),
        subscribers: loops({ id: '2000C', title: 'subscriber', usage: 'S', max: many }, hierarchy('22'), {
          traces: traces(3, 'S'),
          name: answeredName('C', 'IL'),
          dependents: loops({ id: '2000D', title: 'dependant', usage: 'S', max: many }, hierarchy('23'), { traces: traces(3, 'S'), name: answeredName('D', '03') }),
        }),
      }),
    }),
  }),
} satisfies Guide;

const inquiry = (letter: string) => loops({ id: `2110${letter}`, title: 'inquiry', usage: 'S', max: 99 }, segment('EQ', 'R', {
  serviceTypes: repeated(1, 99, id(1, 'S', [1, 2])), procedure: procedure(2, 'S', procedureQualifiers), level: code(3, 'S', ['FAM', 'IND']), pointers: composite(5, 'S', { pointers: list(1, 4, id(1, 'S', [1, 2])) }),
}), {
  amounts: amounts(2, ['R', 'PB']),
  additional: segments('III', ['S', 10], { qualifier: code(1, 'R', ['ZZ']), code: an(2, 'R', [1, 30]) }),
  references: references(1, ['9F', 'G1']),
  dates: dates(1, ['291', '472']),
});

const askedName = (letter: string, entity: string) => loop({ id: `2100${letter}`, title: 'name', usage: 'R' }, person(entity), {
  references: references(9, personReferences), street: street('S'), city: city('S'), specialty: specialty(providerCodes), demographics: demographics('S'),
  insured, diagnoses: listedCodes(diagnosisQualifiers, 'S'), dates: dates(2, ['102', '291', '307', '435', '472', '636']), inquiries: inquiry(letter),
});

/** 270, eligibility inquiry (005010X279A1). */
export const eligibilityRequestGuide = {
  transaction: '270', version: '005010X279A1', reads: ['005010X279', '004010X092'], functionalGroup: 'HS', title: 'eligibility inquiry', unit: '2000C',
  root: root({
    beginning: beginning('0022', ['01', '13', '36'], ['RT']),
    sources: loops({ id: '2000A', title: 'information source', usage: 'R', max: many }, hierarchy('20'), {
      name: loop({ id: '2100A', title: 'source', usage: 'R' }, named(['2B', '36', 'GP', 'P5', 'PR']), {}),
      receivers: loops({ id: '2000B', title: 'information receiver', usage: 'R', max: many }, hierarchy('21'), {
        name: loop({ id: '2100B', title: 'receiver', usage: 'R' }, named(['1P', '2B', '36', '80', 'FA', 'GP', 'P5', 'PR']), {
          references: references(9, providerReferences), street: street('S'), city: city('S'), specialty: specialty(providerCodes),
        }),
        subscribers: loops({ id: '2000C', title: 'subscriber', usage: 'R', max: many }, hierarchy('22'), {
          traces: traces(2, 'S'),
          name: askedName('C', 'IL'),
          dependents: loops({ id: '2000D', title: 'dependant', usage: 'S', max: many }, hierarchy('23'), { traces: traces(2, 'S'), name: askedName('D', '03') }),
        }),
      }),
    }),
  }),
} satisfies Guide;

