import { acknowledgementGuide } from '../guide/acknowledgement';
import { eligibilityRequestGuide, eligibilityResponseGuide } from '../guide/eligibility';
import { claimAcknowledgementGuide, statusRequestGuide, statusResponseGuide } from '../guide/status';
import { transactionOf, type OutgoingTransaction } from '../write/write';
import { npi, person } from './people';
import { Random } from './random';

const DAY = '20260401';

/** A made-up 270 that asks for physical therapy. */
export function generateEligibilityRequest(seed: number): OutgoingTransaction {
  const random = new Random(seed);
  const { lastName, firstName, birthDate, sex } = person(random);
  return transactionOf(eligibilityRequestGuide, {
    beginning: { structure: '0022', purpose: '13', reference: `ASK${seed}`, date: DAY, time: '1200' },
    sources: [{ name: { entity: 'PR', type: '2', lastName: 'SYNTHETIC HEALTH PLAN', idQualifier: 'PI', id: 'SYNTH0' }, receivers: [{ name: { entity: '1P', type: '2', lastName: 'SPINE AND PAIN CLINIC', idQualifier: 'XX', id: npi(random) }, subscribers: [{
      traces: [{ type: '1', number: `TRACE${seed}`, company: '9SPINDLE01' }],
      name: { type: '1', lastName, firstName, idQualifier: 'MI', id: `W${random.digits(9)}`, demographics: { format: 'D8', birthDate, sex }, dates: [{ qualifier: '291', format: 'D8', value: DAY }], inquiries: [{ serviceTypes: ['30'] }, { serviceTypes: ['PT', '33'] }] },
    }] }] }],
  }, '0001');
}

/** A made-up 271: benefits of a subscriber with several service types, messages, visits left, another payer, and a dependant who is not found. */
export function generateEligibilityResponse(seed: number): OutgoingTransaction {
  const random = new Random(seed);
  const { lastName, firstName, birthDate, sex } = person(random);
  const deductible = BigInt(random.integer(500, 5_000)) * 100n;
  return transactionOf(eligibilityResponseGuide, {
    beginning: { structure: '0022', purpose: '11', reference: `ASK${seed}`, date: DAY, time: '1201' },
    sources: [{ name: { entity: 'PR', type: '2', lastName: 'SYNTHETIC HEALTH PLAN', idQualifier: 'PI', id: 'SYNTH0', contacts: [{ function: 'IC', numbers: [{ qualifier: 'TE', number: '3035550100' }] }] }, receivers: [{
      name: { entity: '1P', type: '2', lastName: 'SPINE AND PAIN CLINIC', idQualifier: 'XX', id: npi(random) },
      subscribers: [{
        traces: [{ type: '2', number: `TRACE${seed}`, company: '9SPINDLE01' }],
        name: {
          type: '1', lastName, firstName, idQualifier: 'MI', id: `W${random.digits(9)}`, demographics: { format: 'D8', birthDate, sex }, dates: [{ qualifier: '346', format: 'D8', value: '20260101' }],
          benefits: [
            { kind: '1', serviceTypes: ['30', '98', 'PT'], insuranceType: 'C1', plan: 'GOLD PPO' },
            { kind: 'C', level: 'IND', serviceTypes: ['30'], period: '23', amount: deductible, network: 'Y' },
            { kind: 'C', level: 'IND', serviceTypes: ['30'], period: '29', amount: deductible / 2n, network: 'Y' },
            { kind: 'A', level: 'IND', serviceTypes: ['PT'], percent: '.2', authorisation: 'N', network: 'Y', messages: [{ text: 'AFTER DEDUCTIBLE' }] },
            { kind: 'F', serviceTypes: ['PT'], period: '23', quantityQualifier: 'VS', quantity: '30', deliveries: [{ qualifier: 'VS', quantity: '30', period: '23', periods: 1 }], dates: [{ qualifier: '292', format: 'RD8', value: '20260101-20261231' }] },
            { kind: 'R', references: [{ qualifier: '6P', value: 'GROUP9' }], additional: [{ qualifier: 'ZZ', code: '11' }], related: [{ entity: 'PRP', type: '2', lastName: 'OTHER PLAN', idQualifier: 'PI', id: 'OTHER1', contacts: [{ function: 'IC', numbers: [{ qualifier: 'TE', number: '3035550101' }] }] }] },
          ],
        },
        dependents: [{ name: { type: '1', lastName, firstName: 'LEE', refusals: [{ valid: 'N', reason: '75', followUp: 'C' }] } }],
      }],
    }] }],
  }, '0001');
}

/** A made-up 276 for one claim of a subscriber and one of a dependant. */
export function generateStatusRequest(seed: number): OutgoingTransaction {
  const random = new Random(seed);
  const one = (nth: number) => ({ type: '1', number: `C${seed}-${nth}`, references: [{ qualifier: 'EJ', value: `MR${nth}` }], amounts: [{ qualifier: 'T3', amount: BigInt(random.integer(1_000, 90_000)) }], dates: [{ qualifier: '472', format: 'D8', value: DAY }] });
  const { lastName, firstName, birthDate, sex } = person(random);
  return transactionOf(statusRequestGuide, {
    beginning: { structure: '0010', purpose: '13', reference: `STATUS${seed}`, date: DAY, time: '1200' },
    payers: [{ name: { type: '2', lastName: 'SYNTHETIC HEALTH PLAN', idQualifier: 'PI', id: 'SYNTH0' }, receivers: [{ name: { type: '2', lastName: 'SPINE AND PAIN CLINIC', idQualifier: '46', id: 'SPINDLE01' }, providers: [{
      name: [{ entity: '1P', type: '2', lastName: 'SPINE AND PAIN CLINIC', idQualifier: 'XX', id: npi(random) }],
      subscribers: [{ demographics: { format: 'D8', birthDate, sex }, name: { type: '1', lastName, firstName, idQualifier: 'MI', id: `W${random.digits(9)}` }, claims: [one(1)], dependents: [{ demographics: { format: 'D8', birthDate: '20100101', sex: 'F' }, name: { type: '1', lastName, firstName: 'KIM' }, claims: [one(2)] }] }],
    }] }] }],
  }, '0001');
}

/** A made-up 277 that answers a 276. */
export function generateStatusResponse(seed: number): OutgoingTransaction {
  const random = new Random(seed);
  const charge = BigInt(random.integer(1_000, 90_000));
  const { lastName, firstName } = person(random);
  return transactionOf(statusResponseGuide, {
    beginning: { structure: '0010', purpose: '08', reference: `STATUS${seed}`, date: DAY, time: '1200', type: 'DG' },
    payers: [{ name: { type: '2', lastName: 'SYNTHETIC HEALTH PLAN', idQualifier: 'PI', id: 'SYNTH0' }, receivers: [{ name: { type: '2', lastName: 'SPINE AND PAIN CLINIC', idQualifier: '46', id: 'SPINDLE01' }, providers: [{
      name: [{ entity: '1P', type: '2', lastName: 'SPINE AND PAIN CLINIC', idQualifier: 'XX', id: npi(random) }],
      subscribers: [{ name: { type: '1', lastName, firstName, idQualifier: 'MI', id: `W${random.digits(9)}` }, claims: [{
        type: '2', number: `C${seed}`, statuses: [{ status: { category: 'F1', code: '65' }, date: DAY, charge, paid: charge / 2n, adjudicated: DAY }], references: [{ qualifier: '1K', value: `ICN${random.digits(8)}` }], dates: [{ qualifier: '472', format: 'D8', value: DAY }],
        lines: [{ procedure: { qualifier: 'HC', code: '97110', modifiers: ['GP'] }, charge, units: '2', statuses: [{ status: { category: 'F1', code: '65' }, date: DAY }], references: [{ qualifier: 'FJ', value: `L${seed}-1` }] }],
      }] }],
    }] }] }],
  }, '0001');
}

/** A made-up 277CA: some claims accepted, some rejected; its totals agree with its claims. */
export function generateClaimAcknowledgement(seed: number): OutgoingTransaction {
  const random = new Random(seed);
  const claims = Array.from({ length: 4 }, (_, nth) => ({ charge: BigInt(random.integer(1_000, 90_000)), accepted: nth === 0 || (nth > 1 && random.chance(0.5)) }));
  const sum = (accepted: boolean): bigint => claims.filter((one) => one.accepted === accepted).reduce((total, one) => total + one.charge, 0n);
  const count = (accepted: boolean): string => String(claims.filter((one) => one.accepted === accepted).length);
  const amounts = [{ qualifier: 'YU', amount: sum(true) }, { qualifier: 'YY', amount: sum(false) }];
  return transactionOf(claimAcknowledgementGuide, {
    beginning: { structure: '0085', purpose: '08', reference: `CA${seed}`, date: DAY, time: '1200', type: 'TH' },
    sources: [{
      name: { entity: 'PR', type: '2', lastName: 'SYNTHETIC HEALTH PLAN', idQualifier: 'PI', id: 'SYNTH0' }, receipt: { type: '1', number: `RCV${seed}`, dates: [{ qualifier: '050', format: 'D8', value: DAY }, { qualifier: '009', format: 'D8', value: DAY }] },
      receivers: [{
        name: { type: '2', lastName: 'SPINE AND PAIN CLINIC', idQualifier: '46', id: 'SPINDLE01' },
        receipt: { type: '2', number: `BATCH${seed}`, statuses: [{ status: { category: 'A1', code: '20' }, date: DAY, action: 'WQ', charge: sum(true) + sum(false) }], quantities: [{ qualifier: '90', quantity: count(true) }, { qualifier: 'AA', quantity: count(false) }], amounts },
        providers: [{
          name: { type: '2', lastName: 'SPINE AND PAIN CLINIC', idQualifier: 'XX', id: npi(random) }, receipt: { type: '1', number: `PRV${seed}`, quantities: [{ qualifier: 'QA', quantity: count(true) }, { qualifier: 'QC', quantity: count(false) }], amounts },
          patients: claims.map((one, nth) => ({
            name: { type: '1', ...nameOf(random), idQualifier: 'MI', id: `W${random.digits(9)}` },
            claims: [{
              type: '2', number: `C${seed}-${nth}`, statuses: [{ status: one.accepted ? { category: 'A2', code: '20', entity: 'PR' } : { category: 'A7', code: '562', entity: '85' }, date: DAY, action: one.accepted ? 'WQ' : 'U', charge: one.charge }],
              references: [{ qualifier: '1K', value: `ICN${random.digits(8)}` }], dates: [{ qualifier: '472', format: 'D8', value: DAY }],
            }],
          })),
        }],
      }],
    }],
  }, '0001');
}

function nameOf(random: Random): { lastName: string; firstName: string } {
  const { lastName, firstName } = person(random);
  return { lastName, firstName };
}

/** A made-up 999: of three transaction sets one is accepted, one is accepted with errors, one is rejected with a segment and an element named. */
export function generateAcknowledgement(seed: number): OutgoingTransaction {
  const version = '005010X222A1';
  return transactionOf(acknowledgementGuide, {
    group: { functionalGroup: 'HC', controlNumber: String(seed), version },
    transactions: [
      { transaction: '837', controlNumber: '0001', version, answer: { status: 'A' } },
      { transaction: '837', controlNumber: '0002', version, segments: [{ segment: 'DMG', position: 12, loop: '2010', code: '8', contexts: [{ contexts: [{ name: 'CLM01', value: `C${seed}` }] }], elements: [{ place: { element: 2 }, reference: '1251', code: '8', copy: '19401332' }] }], answer: { status: 'E', errors: ['5'] } },
      { transaction: '270', controlNumber: '0003', version: '005010X279A1', segments: [{ segment: 'NM1', position: 17, loop: '2100', code: '1' }], answer: { status: 'R', errors: ['5'] } },
    ],
    answer: { status: 'P', included: 3, received: 3, accepted: 2 },
  }, '0001');
}
