import { an, code, composite, count, date, decimal, groups, id, fixed, list, loop, loops, money, root, segment, segments } from './build';
import { unbounded, type Guide } from './definition';
import { adjustments, amounts, city, contacts, nameFields, outpatientAdjudication, plainDates, procedure, quantities, references, street } from './shared';

const procedureQualifiers = ['AD', 'ER', 'HC', 'HP', 'IV', 'N4', 'N6', 'NU', 'UI', 'WK', 'ZZ', 'RB', 'ID', 'SV'];
const providerQualifiers = ['0B', '1A', '1B', '1C', '1D', '1G', '1H', '1J', 'D3', 'G2', 'HPI', 'LU', 'SY', 'TJ'];

/** Loop 2110: one service line as the payer decided it. */
export const remittanceLine = loops({ id: '2110', title: 'service line', usage: 'S', max: 999 }, segment('SVC', 'R', {
  procedure: procedure(1, 'R', procedureQualifiers),
  charge: money(2, 'R'),
  paid: money(3, 'R'),
  revenueCode: an(4, 'S', [1, 48]),
  paidUnits: decimal(5, 'S'),
  submittedProcedure: procedure(6, 'S', procedureQualifiers),
  submittedUnits: decimal(7, 'S'),
}), {
  dates: plainDates(2, ['150', '151', '472']),
  adjustments: adjustments(99),
  references: references(24, ['1S', 'APC', 'BB', 'E9', 'G1', 'G3', 'RB', '6R', '0K', ...providerQualifiers]),
  amounts: amounts(9, ['B6', 'KH', 'T', 'T2', 'ZK', 'ZL', 'ZM', 'ZN', 'ZO']),
  quantities: quantities(6, ['ZK', 'ZL', 'ZM', 'ZN', 'ZO']),
  remarks: segments('LQ', ['S', 99], { list: code(1, 'R', ['HE', 'RX']), code: an(2, 'R', [1, 30]) }),
});

const inpatientAdjudication = segment('MIA', 'S', {
  coveredDays: decimal(1, 'S'), operatingOutlier: money(2, 'S'), psychiatricDays: decimal(3, 'S'), drgAmount: money(4, 'S'), remark: an(5, 'S', [1, 50]),
  disproportionateShare: money(6, 'S'), passThrough: money(7, 'S'), capital: money(8, 'S'), capitalFederal: money(9, 'S'), capitalHospital: money(10, 'S'),
  capitalShare: money(11, 'S'), oldCapital: money(12, 'S'), capitalEducation: money(13, 'S'), operatingHospital: money(14, 'S'), costReportDays: decimal(15, 'S'),
  operatingFederal: money(16, 'S'), capitalOutlier: money(17, 'S'), teaching: money(18, 'S'), nonpayable: money(19, 'S'), remarks: list(20, 4, an(20, 'S', [1, 50])),
  capitalException: money(24, 'S'),
});

/** Loop 2100: one claim as the payer decided it. */
export const remittanceClaim = loops({ id: '2100', title: 'claim', usage: 'S', max: unbounded }, segment('CLP', 'R', {
  controlNumber: an(1, 'R', [1, 38]),
  status: id(2, 'R', [1, 2]),
  charge: money(3, 'R'),
  paid: money(4, 'R'),
  patientResponsibility: money(5, 'S'),
  filing: id(6, 'R', [1, 2]),
  payerControlNumber: an(7, 'R', [1, 50]),
  facility: an(8, 'S', [1, 2]),
  frequency: id(9, 'S', [1, 1]),
  patientStatus: id(10, 'S', [1, 2]),
  drg: id(11, 'S', [1, 4]),
  drgWeight: decimal(12, 'S'),
  dischargeFraction: decimal(13, 'S'),
}), {
  adjustments: adjustments(99),
  names: segments('NM1', ['R', 7], { entity: code(1, 'R', ['QC', 'IL', '74', '82', 'TT', 'PR', 'GB']), ...nameFields }),
  inpatient: inpatientAdjudication,
  outpatient: outpatientAdjudication,
  references: references(15, ['1L', '1W', '28', '6P', '9A', '9C', 'BB', 'CE', 'EA', 'F8', 'G1', 'G3', 'IG', ...providerQualifiers]),
  dates: plainDates(4, ['036', '050', '232', '233']),
  contacts: contacts(2, ['CX']),
  amounts: amounts(13, ['AU', 'D8', 'DY', 'F5', 'I', 'NL', 'T', 'T2', 'ZK', 'ZL', 'ZM', 'ZN', 'ZO']),
  quantities: quantities(14, ['CA', 'CD', 'LA', 'LE', 'NE', 'NR', 'OU', 'PS', 'VS', 'ZK', 'ZL', 'ZM', 'ZN', 'ZO']),
  lines: remittanceLine,
});

const providerSummary = segment('TS3', 'S', {
  provider: an(1, 'R', [1, 50]), facility: an(2, 'R', [1, 2]), fiscalPeriod: date(3, 'R'), claims: count(4, 'R'), charge: money(5, 'R'),
  coveredCharge: money(6, 'S'), noncoveredCharge: money(7, 'S'), deniedCharge: money(8, 'S'), providerPayment: money(9, 'S'), interest: money(10, 'S'),
  contractual: money(11, 'S'), grammRudman: money(12, 'S'), secondaryPayer: money(13, 'S'), bloodDeductible: money(14, 'S'), nonlab: money(15, 'S'),
  coinsurance: money(16, 'S'), hcpcsReported: money(17, 'S'), hcpcsPayable: money(18, 'S'), deductible: money(19, 'S'), professional: money(20, 'S'),
  patientLiability: money(21, 'S'), patientReimbursement: money(22, 'S'), pipClaims: count(23, 'S'), pipAdjustment: money(24, 'S'),
});

const providerSupplement = segment('TS2', 'S', {
  drg: money(1, 'S'), federal: money(2, 'S'), hospital: money(3, 'S'), disproportionateShare: money(4, 'S'), capital: money(5, 'S'), education: money(6, 'S'),
  outlierDays: decimal(7, 'S'), dayOutlier: money(8, 'S'), costOutlier: money(9, 'S'), averageStay: decimal(10, 'S'), discharges: decimal(11, 'S'), costReportDays: decimal(12, 'S'),
  coveredDays: decimal(13, 'S'), noncoveredDays: decimal(14, 'S'), passThrough: money(15, 'S'), averageWeight: decimal(16, 'S'), capitalFederal: money(17, 'S'),
  capitalHospital: money(18, 'S'), capitalShare: money(19, 'S'),
});

/** Loop 2000: a group of claims under one LX. Payers leave it out at times. */
export const remittanceSection = loops({ id: '2000', title: 'header number', usage: 'S', max: unbounded }, segment('LX', 'R', { number: an(1, 'R', [1, 6]) }), {
  summary: providerSummary,
  supplement: providerSupplement,
  claims: remittanceClaim,
});

/** 835, health care claim payment (005010X221A1; 4010 is read by the same table). */
export const remittanceGuide = {
  transaction: '835', version: '005010X221A1', reads: ['005010X221', '004010X091', '00'], functionalGroup: 'HP', title: 'remittance advice', unit: '2100',
  root: root({
    payment: segment('BPR', 'R', {
      handling: code(1, 'R', ['C', 'D', 'H', 'I', 'P', 'U', 'X']), amount: money(2, 'R'), creditOrDebit: code(3, 'R', ['C', 'D']), method: code(4, 'R', ['ACH', 'BOP', 'CHK', 'FWT', 'NON']),
      format: code(5, 'S', ['CCP', 'CTX']), senderBankQualifier: code(6, 'S', ['01', '04']), senderBank: an(7, 'S', [3, 12]), senderAccountQualifier: code(8, 'S', ['DA', 'SG', 'ALC']),
      senderAccount: an(9, 'S', [1, 35]), originator: an(10, 'S', [10, 10]), originatorSupplement: an(11, 'S', [9, 9]), receiverBankQualifier: code(12, 'S', ['01', '04']),
      receiverBank: an(13, 'S', [3, 12]), receiverAccountQualifier: code(14, 'S', ['DA', 'SG']), receiverAccount: an(15, 'S', [1, 35]), date: date(16, 'R'),
    }),
    trace: segment('TRN', 'R', { type: code(1, 'R', ['1']), number: an(2, 'R', [1, 50]), payer: an(3, 'R', [10, 10]), payerSupplement: an(4, 'S', [1, 50]) }),
    currency: segment('CUR', 'S', { entity: code(1, 'R', ['PR']), currency: id(2, 'R', [3, 3]), rate: decimal(3, 'S') }),
    references: references(2, ['EV', 'F2']),
    dates: plainDates(1, ['405']),
    payer: loop({ id: '1000A', title: 'payer', usage: 'R' }, segment('N1', 'R', { entity: fixed(1, 'PR'), name: an(2, 'S', [1, 60]), idQualifier: code(3, 'S', ['XV']), id: an(4, 'S', [2, 80]) }), {
      street: street('R'), city: city('R'), references: references(4, ['2U', 'EO', 'HI', 'NF']), contacts: contacts(unbounded, ['CX', 'BL', 'IC'], 'R'),
    }),
    payee: loop({ id: '1000B', title: 'payee', usage: 'R' }, segment('N1', 'R', { entity: fixed(1, 'PE'), name: an(2, 'S', [1, 60]), idQualifier: code(3, 'R', ['FI', 'XV', 'XX']), id: an(4, 'R', [2, 80]) }), {
      street: street('S'), city: city('S'), references: references(unbounded, ['0B', 'D3', 'PQ', 'TJ']),
      delivery: segment('RDM', 'S', { method: code(1, 'R', ['BM', 'EM', 'FT', 'OL']), name: an(2, 'S', [1, 60]), number: an(3, 'S', [1, 256]) }),
    }),
    sections: remittanceSection,
    providerAdjustments: segments('PLB', ['S', unbounded], {
      provider: an(1, 'R', [1, 50]), fiscalPeriod: date(2, 'R'),
      adjustments: groups(3, 6, { reason: composite(1, 'R', { code: id(1, 'R', [2, 2]), reference: an(2, 'S', [1, 50]) }), amount: money(2, 'R') }),
    }),
  }),
} satisfies Guide;

/** Entity codes whose NM1 names a party of an 835 claim, in our words. */
export const remittanceEntities: Readonly<Record<string, string>> = {
  QC: 'patient', IL: 'insured', '74': 'corrected insured', '82': 'rendering provider', TT: 'crossover carrier', PR: 'corrected priority payer', GB: 'other subscriber',
};
