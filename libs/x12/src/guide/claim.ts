import { an, boxed, code, composite, decimal, fixed, hierarchy, id, list, loop, loops, money, root, segment, segments } from './build';
import { ambulance, attachments, claimLine, conditions, contract, fileInformation, pricing } from './claim-line';
import { unbounded, type Guide } from './definition';
import { adjustments, amounts, beginning, city, contacts, dates, demographics, listedCodes, named, nameFields, outpatientAdjudication, references, specialty, street } from './shared';

const many = unbounded;
const party = (entity: string, box?: string) => segment('NM1', 'R', { entity: fixed(1, entity), ...nameFields, ...(box === undefined ? {} : { id: { ...nameFields.id, box } }) });
const providerReferences = ['0B', '1G', 'G2', 'LU'];
const relationships = ['18', '01', '19', '20', '21', '39', '40', '53', 'G8'];
const filings = ['11', '12', '13', '14', '15', '16', '17', 'AM', 'BL', 'CH', 'CI', 'DS', 'FI', 'HM', 'LM', 'MA', 'MB', 'MC', 'OF', 'TV', 'VA', 'WC', 'ZZ'];
const ranks = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'P', 'S', 'T', 'U'];

const insurance = (relations: readonly string[]) => segment('SBR', 'R', {
  rank: code(1, 'R', ranks), relationship: boxed(code(2, 'S', relations), '6'), group: an(3, 'S', [1, 50, { box: '11' }]), plan: an(4, 'S', [1, 60, { box: '11c' }]),
  insuranceType: code(5, 'S', ['12', '13', '14', '15', '16', '41', '42', '43', '47']), filing: boxed(code(9, 'S', filings), '1'),
});

/** Loop 2320: another payer, and what it decided on the whole claim. */
export const otherPayer = loops({ id: '2320', title: 'other payer', usage: 'S', max: 10 }, insurance(relationships), {
  adjustments: adjustments(5),
  amounts: amounts(3, ['D', 'A8', 'EAF']),
  assignment: segment('OI', 'R', { benefits: boxed(code(3, 'R', ['N', 'W', 'Y']), '13'), signature: code(4, 'S', ['P']), release: boxed(code(6, 'R', ['I', 'Y']), '12') }),
  outpatient: outpatientAdjudication,
  subscriber: loop({ id: '2330A', title: 'other subscriber', usage: 'R' }, party('IL', '9a'), { street: street('S'), city: city('S'), references: references(1, ['SY']) }),
  payer: loop({ id: '2330B', title: 'other payer name', usage: 'R' }, party('PR'), {
    street: street('S'), city: city('S'), dates: dates(1, ['573']), references: references(7, ['2U', 'EI', 'FY', 'NF', 'G1', '9F', 'T4', 'F8']),
  }),
  referring: loops({ id: '2330C', title: 'other payer referring provider', usage: 'S', max: 2 }, named(['DN', 'P3']), { references: references(3, providerReferences, 'R') }),
  rendering: loop({ id: '2330D', title: 'other payer rendering provider', usage: 'S' }, party('82'), { references: references(3, providerReferences, 'R') }),
  serviceFacility: loop({ id: '2330E', title: 'other payer service facility', usage: 'S' }, party('77'), { references: references(3, providerReferences, 'R') }),
  supervising: loop({ id: '2330F', title: 'other payer supervising provider', usage: 'S' }, party('DQ'), { references: references(3, providerReferences, 'R') }),
  billing: loop({ id: '2330G', title: 'other payer billing provider', usage: 'S' }, party('85'), { references: references(2, ['G2', 'LU'], 'R') }),
});

const claimDates = ['431', '454', '304', '453', '439', '484', '455', '471', '314', '360', '361', '297', '296', '435', '096', '090', '091', '444', '050'];
const claimReferences = ['4N', 'F5', 'EW', '9F', 'G1', 'F8', 'X4', '9A', '9C', 'LX', 'D9', 'EA', 'P4', '1J'];

/** Loop 2300: a claim. */
export const claim = loops({ id: '2300', title: 'claim', usage: 'S', max: many }, segment('CLM', 'R', {
  controlNumber: an(1, 'R', [1, 20, { box: '26' }]),
  charge: money(2, 'R', '28'),
  place: composite(5, 'R', { facility: an(1, 'R', [1, 2, { box: '24B' }]), qualifier: code(2, 'R', ['B']), frequency: boxed(code(3, 'R', ['1', '6', '7', '8']), '22') }),
  signature: boxed(code(6, 'R', ['Y', 'N']), '31'),
  assignment: boxed(code(7, 'R', ['A', 'B', 'C']), '27'),
  benefits: boxed(code(8, 'R', ['N', 'W', 'Y']), '13'),
  release: boxed(code(9, 'R', ['I', 'Y']), '12'),
  signatureSource: code(10, 'S', ['P']),
  causes: composite(11, 'S', { codes: list(1, 3, boxed(code(1, 'S', ['AA', 'EM', 'OA']), '10')), state: id(4, 'S', [2, 2, { box: '10b' }]), country: id(5, 'S', [2, 3]) }),
  specialProgram: code(12, 'S', ['02', '03', '05', '09']),
  delay: id(20, 'S', [1, 2]),
}), {
  dates: dates(many, claimDates),
  attachments: attachments(10),
  contract,
  amounts: amounts(1, ['F5']),
  references: references(19, claimReferences),
  fileInformation,
  notes: segments('NTE', ['S', 1], { code: code(1, 'R', ['ADD', 'CER', 'DCP', 'DGN', 'TPO']), text: an(2, 'R', [1, 80, { box: '19' }]) }),
  ambulance,
  manipulation: segment('CR2', 'S', { condition: id(8, 'R', [1, 1]), description: an(10, 'S', [1, 80]), more: an(11, 'S', [1, 80]) }),
  conditions: conditions(8),
  diagnoses: listedCodes(['ABK', 'BK', 'ABF', 'BF'], 'R', '21'),
  anaesthesia: listedCodes(['BP', 'BO'], 'S'),
  conditionCodes: segments('HI', ['S', 2], listedCodes(['BG'], 'S').fields),
  pricing,
  referring: loops({ id: '2310A', title: 'referring provider', usage: 'S', max: 2 }, named(['DN', 'P3']), { references: references(3, providerReferences) }),
  rendering: loop({ id: '2310B', title: 'rendering provider', usage: 'S' }, party('82', '24J'), { specialty: specialty(['PE']), references: references(4, providerReferences) }),
  serviceFacility: loop({ id: '2310C', title: 'service facility', usage: 'S' }, party('77', '32a'), { street: street('R', '32'), city: city('R', '32'), references: references(3, providerReferences), contacts: contacts(1, ['IC']) }),
  supervising: loop({ id: '2310D', title: 'supervising provider', usage: 'S' }, party('DQ'), { references: references(4, providerReferences) }),
  pickUp: loop({ id: '2310E', title: 'ambulance pick-up', usage: 'S' }, party('PW'), { street: street('R'), city: city('R') }),
  dropOff: loop({ id: '2310F', title: 'ambulance drop-off', usage: 'S' }, party('45'), { street: street('R'), city: city('R') }),
  otherPayers: otherPayer,
  lines: claimLine,
});

const patientFacts = {
  deathFormat: code(5, 'S', ['D8']), died: an(6, 'S', [1, 35]), weightUnit: code(7, 'S', ['01']), weight: decimal(8, 'S'), pregnant: code(9, 'S', ['Y']),
};

/** Loop 2000C: a patient who is not the subscriber. */
export const claimPatient = loops({ id: '2000C', title: 'patient', usage: 'S', max: many }, hierarchy('23'), {
  facts: segment('PAT', 'R', { relationship: boxed(code(1, 'R', relationships.slice(1)), '6'), ...patientFacts }),
  name: loop({ id: '2010CA', title: 'patient name', usage: 'R' }, party('QC'), {
    street: street('R', '5'), city: city('R', '5'), demographics: demographics('R', '3'), references: references(3, ['Y4', '1W', 'SY']), contacts: contacts(1, ['IC']),
  }),
  claims: claim,
});

/** Loop 2000B: a subscriber of the payer that is asked to pay. */
export const claimSubscriber = loops({ id: '2000B', title: 'subscriber', usage: 'R', max: many }, hierarchy('22'), {
  insurance: insurance(['18']),
  facts: segment('PAT', 'S', patientFacts),
  name: loop({ id: '2010BA', title: 'subscriber name', usage: 'R' }, party('IL', '1a'), {
    street: street('S', '7'), city: city('S', '7'), demographics: demographics('S', '11a'), references: references(2, ['SY', 'Y4']), contacts: contacts(1, ['IC']),
  }),
  payer: loop({ id: '2010BB', title: 'payer', usage: 'R' }, party('PR'), { street: street('S'), city: city('S'), references: references(5, ['2U', 'EI', 'FY', 'NF', 'G2', 'LU']) }),
  claims: claim,
  patients: claimPatient,
});

/** Loop 2000A: a billing provider. */
export const claimBilling = loops({ id: '2000A', title: 'billing provider', usage: 'R', max: many }, hierarchy('20'), {
  specialty: specialty(['BI']),
  currency: segment('CUR', 'S', { entity: code(1, 'R', ['85']), currency: id(2, 'R', [3, 3]) }),
  name: loop({ id: '2010AA', title: 'billing provider name', usage: 'R' }, party('85', '33a'), {
    street: street('R', '33'), city: city('R', '33'), references: references(5, ['EI', 'SY', '0B', '1G', 'G2', 'LU'], 'R'), contacts: contacts(2, ['IC']),
  }),
  payTo: loop({ id: '2010AB', title: 'pay-to address', usage: 'S' }, segment('NM1', 'R', { entity: fixed(1, '87'), type: code(2, 'R', ['1', '2']) }), { street: street('R'), city: city('R') }),
  payToPlan: loop({ id: '2010AC', title: 'pay-to plan', usage: 'S' }, party('PE'), { street: street('R'), city: city('R'), references: references(2, ['2U', 'FY', 'NF', 'EI'], 'R') }),
  subscribers: claimSubscriber,
});

/** 837P, professional claim (005010X222A1). */
export const claimGuide = {
  transaction: '837', version: '005010X222A1', reads: ['005010X222', '004010X098'], functionalGroup: 'HC', title: 'professional claim', unit: '2300',
  root: root({
    beginning: beginning('0019', ['00', '18'], ['31', 'CH', 'RP']),
    submitter: loop({ id: '1000A', title: 'submitter', usage: 'R' }, party('41'), { contacts: contacts(2, ['IC'], 'R') }),
    receiver: loop({ id: '1000B', title: 'receiver', usage: 'R' }, party('40'), {}),
    billings: claimBilling,
  }),
} satisfies Guide;

