import { an, decimal, fixed, hierarchy, key, loop, loops, money, root, segment } from './build';
import { unbounded, type Guide } from './definition';
import { amounts, beginning, contacts, dates, demographics, nameFields, named, procedure, quantities, references, statuses, trace } from './shared';

const many = unbounded;
const entity = (code: string) => segment('NM1', 'R', { entity: fixed(1, code), ...nameFields });
const claimReferences = ['1K', 'BLT', 'EA', 'EJ', 'XZ', 'VV', 'D9', 'LU', 'FJ', '6R', 'F8', '1L', 'G1'];
const lineQualifiers = ['AD', 'ER', 'HC', 'HP', 'IV', 'N4', 'NU', 'UI', 'WK', 'ZZ'];
const serviceLine = segment('SVC', 'R', {
  procedure: procedure(1, 'R', lineQualifiers), charge: money(2, 'R'), paid: money(3, 'S'), revenueCode: an(4, 'S', [1, 48]), paidUnits: decimal(5, 'S'), units: decimal(7, 'S'),
});

const statusLine = loops({ id: '2220', title: 'line status', usage: 'S', max: many }, serviceLine, { statuses: statuses(many), references: references(3, claimReferences), dates: dates(1, ['472']) });

/** Loop 2200D/E of a 277: the status of one claim. */
const claimStatus = (id: string) => loops({ id, title: 'claim status', usage: 'S', max: many }, trace, {
  statuses: statuses(many), references: references(9, claimReferences), amounts: amounts(3, ['T3', 'YU', 'YY']), dates: dates(2, ['472', '050', '009']), lines: { ...statusLine, id: `2220${id.slice(-1)}` },
});

const traced = (id: string) => loops({ id, title: 'trace and status', usage: 'S', max: many }, trace, { statuses: statuses(many) });

const dependentStatus = loops({ id: '2000E', title: 'dependant', usage: 'S', max: many }, hierarchy('23'), {
  demographics: demographics('S'),
  name: loop({ id: '2100E', title: 'dependant name', usage: 'R' }, entity('QC'), {}),
  claims: claimStatus('2200E'),
});

/** Loop 2000D of a 277: a subscriber and dependants. */
const subscriberStatus = loops({ id: '2000D', title: 'subscriber', usage: 'S', max: many }, hierarchy('22'), {
  demographics: demographics('S'),
  name: loop({ id: '2100D', title: 'subscriber name', usage: 'R' }, entity('IL'), {}),
  claims: claimStatus('2200D'),
  dependents: dependentStatus,
});

/** 277, claim status response (005010X212). */
export const statusResponseGuide = {
  transaction: '277', version: '005010X212', reads: ['005010X212', '004010X093'], functionalGroup: 'HN', title: 'claim status response', unit: '2000D',
  root: root({
    beginning: beginning('0010', ['08'], ['DG', 'NO']),
    payers: loops({ id: '2000A', title: 'information source', usage: 'R', max: many }, hierarchy('20'), {
      name: loop({ id: '2100A', title: 'payer', usage: 'R' }, entity('PR'), { contacts: contacts(1, ['IC']) }),
      receivers: loops({ id: '2000B', title: 'information receiver', usage: 'R', max: many }, hierarchy('21'), {
        name: loop({ id: '2100B', title: 'receiver', usage: 'R' }, entity('41'), {}),
        traces: traced('2200B'),
        providers: loops({ id: '2000C', title: 'service provider', usage: 'S', max: many }, hierarchy('19'), {
          name: loops({ id: '2100C', title: 'provider', usage: 'R', max: 2 }, named(['1P', '85']), {}),
          traces: traced('2200C'),
          subscribers: subscriberStatus,
        }),
      }),
    }),
  }),
} satisfies Guide;

const requestLine = (id: string) => loops({ id, title: 'line asked for', usage: 'S', max: many }, serviceLine, { references: references(1, claimReferences), dates: dates(1, ['472']) });
const claimAsked = (id: string) => loops({ id, title: 'claim asked for', usage: 'S', max: many }, trace, {
  references: references(9, claimReferences), amounts: amounts(1, ['T3']), dates: dates(2, ['472']), lines: requestLine(`2210${id.slice(-1)}`),
});

/** 276, claim status request (005010X212). */
export const statusRequestGuide = {
  transaction: '276', version: '005010X212', reads: ['005010X212', '004010X093'], functionalGroup: 'HR', title: 'claim status request', unit: '2000D',
  root: root({
    beginning: beginning('0010', ['13']),
    payers: loops({ id: '2000A', title: 'information source', usage: 'R', max: many }, hierarchy('20'), {
      name: loop({ id: '2100A', title: 'payer', usage: 'R' }, entity('PR'), {}),
      receivers: loops({ id: '2000B', title: 'information receiver', usage: 'R', max: many }, hierarchy('21'), {
        name: loop({ id: '2100B', title: 'receiver', usage: 'R' }, entity('41'), {}),
        providers: loops({ id: '2000C', title: 'service provider', usage: 'R', max: many }, hierarchy('19'), {
          name: loops({ id: '2100C', title: 'provider', usage: 'R', max: 2 }, named(['1P', '85']), {}),
          subscribers: loops({ id: '2000D', title: 'subscriber', usage: 'R', max: many }, hierarchy('22'), {
            demographics: demographics('S'),
            name: loop({ id: '2100D', title: 'subscriber name', usage: 'R' }, entity('IL'), {}),
            claims: claimAsked('2200D'),
            dependents: loops({ id: '2000E', title: 'dependant', usage: 'S', max: many }, hierarchy('23'), {
              demographics: demographics('R'),
              name: loop({ id: '2100E', title: 'dependant name', usage: 'R' }, entity('QC'), {}),
              claims: claimAsked('2200E'),
            }),
          }),
        }),
      }),
    }),
  }),
} satisfies Guide;

/** Loop 2000D of a 277CA: one patient whose claims were received. */
const acknowledgedPatient = loops({ id: '2000D', title: 'patient', usage: 'S', max: many }, hierarchy('PT'), {
  name: loop({ id: '2100D', title: 'patient name', usage: 'R' }, entity('QC'), {}),
  claims: loops({ id: '2200D', title: 'claim', usage: 'R', max: many }, trace, {
    statuses: statuses(many), references: references(3, claimReferences), dates: dates(1, ['472']),
    lines: loops({ id: '2220D', title: 'line', usage: 'S', max: many }, serviceLine, { statuses: statuses(many), references: references(2, claimReferences), dates: dates(1, ['472']) }),
  }),
});

/** 277CA, claim acknowledgement (005010X214). */
export const claimAcknowledgementGuide = {
  transaction: '277', version: '005010X214', reads: ['005010X214', '004040X167'], functionalGroup: 'HN', title: 'claim acknowledgement', unit: '2000D',
  root: root({
    beginning: beginning('0085', ['08'], ['TH']),
    sources: loops({ id: '2000A', title: 'information source', usage: 'R', max: many }, hierarchy('20'), {
      name: loop({ id: '2100A', title: 'source', usage: 'R' }, segment('NM1', 'R', { entity: key(1, ['PR', 'AY', '36']), ...nameFields }), {}),
      receipt: loop({ id: '2200A', title: 'receipt', usage: 'R' }, trace, { dates: dates(2, ['050', '009']) }),
      receivers: loops({ id: '2000B', title: 'information receiver', usage: 'R', max: many }, hierarchy('21'), {
        name: loop({ id: '2100B', title: 'receiver', usage: 'R' }, entity('41'), {}),
        receipt: loop({ id: '2200B', title: 'receiver status', usage: 'R' }, trace, { statuses: statuses(many), quantities: quantities(2, ['90', 'AA']), amounts: amounts(2, ['YU', 'YY']) }),
        providers: loops({ id: '2000C', title: 'billing provider', usage: 'S', max: many }, hierarchy('19'), {
          name: loop({ id: '2100C', title: 'provider', usage: 'R' }, entity('85'), {}),
          receipt: loop({ id: '2200C', title: 'provider status', usage: 'S' }, trace, {
            statuses: statuses(many), references: references(3, ['0B', '1G', 'G2', 'LU', 'SY', 'TJ']), quantities: quantities(2, ['QA', 'QC', '90', 'AA']), amounts: amounts(2, ['YU', 'YY']),
          }),
          patients: acknowledgedPatient,
        }),
      }),
    }),
  }),
} satisfies Guide;
