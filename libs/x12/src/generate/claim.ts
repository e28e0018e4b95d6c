import { addDays } from '../calendar/calendar';
import { claim as claimLoop, claimBilling, claimGuide, claimPatient, claimSubscriber } from '../guide/claim';
import { complete } from '../guide/complete';
import type { Draft, Model } from '../guide/model';
import { transactionOf, type OutgoingTransaction } from '../write/write';
import type { BillingProvider, Claim, ClaimInContext, Patient, Subscriber } from '../x837p/claim';
import { earlierPayersOf, type Decided } from './coordination';
import { address, npi, person, type Person } from './people';
import { Random } from './random';

type ClaimDraft = Draft<Claim>;
type LineDraft = Draft<Claim['lines'][number]>;

/** Diagnoses that made-up claims use, with their side where the code has one. */
export const syntheticDiagnoses: ReadonlyMap<string, 'right' | 'left' | undefined> = new Map([
  ['M5450', undefined], ['M542', undefined], ['M546', undefined], ['M25511', 'right'], ['M25512', 'left'], ['M7541', 'right'], ['M7542', 'left'], ['S134XXA', undefined],
  ['S39012A', undefined], ['M5416', undefined], ['M5417', undefined], ['M9901', undefined], ['M9903', undefined], ['G44209', undefined], ['M722', undefined],
]);

/** Procedures that made-up claims use. */
export const syntheticProcedures = ['97110', '97112', '97116', '97140', '97530', '97535', '97012', '97032', '97035', '98940', '98941', '99213'] as const;

const RANKS = ['P', 'S', 'T', 'A'] as const;
const TAXONOMIES = ['111N00000X', '225100000X', '2251X0800X', '208100000X'] as const;
const DAY = '20260301';

/** What one made-up claim shall be like. */
export interface ClaimRecipe {
  readonly seed: number;
  /** Payers that decided before, 0 to 3. */
  readonly earlierPayers?: number;
  readonly dependant?: boolean;
  readonly frequency?: '1' | '7' | '8';
  /** 1 to 50. */
  readonly lines?: number;
}

/** A made-up claim that is clean: it follows the guide and every rule of the validator. The same recipe gives the same claim. */
export function generateClaim(recipe: ClaimRecipe): ClaimInContext {
  const random = new Random(recipe.seed);
  const earlier = recipe.earlierPayers ?? random.pick([0, 0, 0, 1, 2, 3]);
  const dependant = recipe.dependant ?? random.chance(0.25);
  const insured = person(random);
  const patient = dependant ? person(random, insured.lastName) : insured;
  const billing = complete(claimBilling, billingOf(random));
  const member = `W${random.digits(9)}`;
  const decided: Decided = { random, earlier, member, insured, relationship: dependant ? '19' : '18', day: addDays(DAY, 20) };
  const claim = complete(claimLoop, claimOf(recipe, decided));
  const subscriber = complete(claimSubscriber, subscriberOf(random, { insured, member, dependant, rank: RANKS[earlier] ?? 'P' }));
  return dependant ? { billing, subscriber, patient: complete(claimPatient, patientOf(random, patient)), claim } : { billing, subscriber, claim };
}

/** A transaction set around claims; each has its own billing provider and subscriber. */
export function claimTransaction(claims: Iterable<ClaimInContext>, controlNumber = '0001'): OutgoingTransaction {
  const billings = function* (): Generator<Draft<Model<typeof claimBilling>>> {
    for (const { billing, subscriber, patient, claim } of claims) {
      const below = patient === undefined ? { ...subscriber, claims: [claim], patients: [] } : { ...subscriber, claims: [], patients: [{ ...patient, claims: [claim] }] };
      yield { ...billing, subscribers: [below] };
    }
  };
  return transactionOf(claimGuide, {
    beginning: { structure: '0019', purpose: '00', reference: `BATCH${controlNumber}`, date: DAY, time: '1200', type: 'CH' },
    submitter: { type: '2', lastName: 'SPINE AND PAIN CLINIC', idQualifier: '46', id: 'SPINDLE01', contacts: [{ function: 'IC', name: 'BILLING OFFICE', numbers: [{ qualifier: 'TE', number: '3035550199' }] }] },
    receiver: { type: '2', lastName: 'SYNTHETIC CLEARINGHOUSE', idQualifier: '46', id: 'CLEAR01' },
    billings: billings(),
  }, controlNumber);
}

function billingOf(random: Random): Draft<BillingProvider> {
  const payTo = random.chance(0.2) ? { payTo: { type: '2', street: { lines: [`PO BOX ${random.integer(1, 999)}`] }, city: address(random).city } } : {};
  return {
    specialty: { provider: 'BI', qualifier: 'PXC', taxonomy: random.pick(TAXONOMIES) },
    name: {
      type: '2', lastName: 'SPINE AND PAIN CLINIC', idQualifier: 'XX', id: npi(random), ...address(random), references: [{ qualifier: 'EI', value: random.digits(9) }],
      contacts: random.chance(0.3) ? [{ function: 'IC', name: 'BILLING OFFICE', numbers: [{ qualifier: 'TE', number: '3035550199' }] }] : [],
    },
    ...payTo,
  };
}

function subscriberOf(random: Random, at: { insured: Person; member: string; dependant: boolean; rank: string }): Draft<Subscriber> {
  const { insured, member, dependant, rank } = at;
  const facts = dependant ? {} : { ...address(random), demographics: { format: 'D8', birthDate: insured.birthDate, sex: insured.sex } };
  return {
    insurance: { rank, ...(dependant ? {} : { relationship: '18' }), ...(random.chance(0.5) ? { group: `G${random.digits(5)}` } : { plan: 'SYNTHETIC PLAN' }), filing: 'CI' },
    name: { type: '1', lastName: insured.lastName, firstName: insured.firstName, middleName: insured.middleName, idQualifier: 'MI', id: member, ...facts },
    payer: { type: '2', lastName: 'SYNTHETIC HEALTH PLAN', idQualifier: 'PI', id: 'SYNTH0', ...(random.chance(0.4) ? address(random) : {}) },
  };
}

function patientOf(random: Random, who: Person): Draft<Patient> {
  return {
    facts: { relationship: '19' },
    name: { type: '1', lastName: who.lastName, firstName: who.firstName, middleName: who.middleName, ...address(random), demographics: { format: 'D8', birthDate: who.birthDate, sex: who.sex } },
  };
}

function claimOf(recipe: ClaimRecipe, decided: Decided): ClaimDraft {
  const { random } = decided;
  const frequency = recipe.frequency ?? random.pick(['1', '1', '1', '7', '8']);
  const diagnoses = diagnosesOf(random);
  const count = recipe.lines ?? (random.chance(0.03) ? 50 : random.integer(1, 6));
  const lines = Array.from({ length: count }, (_, nth) => lineOf(random, { nth, diagnoses: diagnoses.length, control: `L${recipe.seed}-${nth + 1}` }));
  const { otherPayers, lines: decidedLines } = earlierPayersOf(decided, lines);
  const accident = random.chance(0.1) ? { causes: { codes: ['AA'], state: 'CO' } } : {};
  return {
    controlNumber: `C${recipe.seed}`, charge: lines.reduce((total, line) => total + line.charge, 0n), place: { facility: '11', qualifier: 'B', frequency },
    signature: 'Y', assignment: random.pick(['A', 'C']), benefits: random.pick(['Y', 'N', 'W']), release: 'Y', ...accident,
    dates: [{ qualifier: '431', format: 'D8', value: '20260215' }, { qualifier: '454', format: 'D8', value: '20260220' }, ...('causes' in accident ? [{ qualifier: '439', format: 'D8', value: '20260214' }] : [])],
    references: [...(random.chance(0.3) ? [{ qualifier: 'G1', value: `AUTH${random.digits(6)}` }] : []), ...(frequency === '1' ? [] : [{ qualifier: 'F8', value: `ICN${random.digits(9)}` }]), { qualifier: 'EA', value: `MR${recipe.seed}` }],
    notes: random.chance(0.2) ? [{ code: 'ADD', text: 'THÉRAPIE CONTINUÉE' }] : [],
    diagnoses: { codes: diagnoses.map((code, nth) => ({ qualifier: nth === 0 ? 'ABK' : 'ABF', code })) },
    ...partiesOf(random), otherPayers, lines: lines.map((line, nth) => ({ ...line.draft, ...(decidedLines[nth] ?? {}) })),
  };
}

function diagnosesOf(random: Random): string[] {
  const all = [...syntheticDiagnoses.keys()];
  const wanted = random.integer(1, 12);
  const from = random.integer(0, all.length - 1);
  return Array.from({ length: wanted }, (_, nth) => all[(from + nth) % all.length] ?? 'M5450');
}

function partiesOf(random: Random): Pick<ClaimDraft, 'referring' | 'rendering' | 'serviceFacility'> {
  const one = (): { type: string; lastName: string; firstName: string; idQualifier: string; id: string } => {
    const { lastName, firstName } = person(random);
    return { type: '1', lastName, firstName, idQualifier: 'XX', id: npi(random) };
  };
  return {
    referring: random.chance(0.4) ? [{ entity: 'DN', ...one() }] : [],
    ...(random.chance(0.7) ? { rendering: { ...one(), specialty: { provider: 'PE', qualifier: 'PXC', taxonomy: random.pick(TAXONOMIES) } } } : {}),
    ...(random.chance(0.3) ? { serviceFacility: { type: '2', lastName: 'SPINE AND PAIN CLINIC EAST', idQualifier: 'XX', id: npi(random), ...address(random) } } : {}),
  };
}

/** A line and its charge, before the earlier payers. */
export interface GeneratedLine {
  readonly charge: bigint;
  readonly code: string;
  readonly modifiers: readonly string[];
  readonly units: string;
  readonly draft: LineDraft;
}

function lineOf(random: Random, at: { nth: number; diagnoses: number; control: string }): GeneratedLine {
  const code = random.pick(syntheticProcedures);
  const modifiers = random.chance(0.5) ? ['GP'] : random.chance(0.3) ? ['GP', '59'] : [];
  const units = String(random.integer(1, 4));
  const charge = BigInt(random.integer(1_000, 25_000));
  const first = random.integer(1, at.diagnoses);
  const pointers = Array.from({ length: Math.min(4, at.diagnoses, random.integer(1, 4)) }, (_, nth) => ((first - 1 + nth) % at.diagnoses) + 1);
  const draft: LineDraft = {
    service: { procedure: { qualifier: 'HC', code, modifiers }, charge, unit: 'UN', units, pointers: { values: pointers } },
    dates: [{ qualifier: '472', format: 'D8', value: addDays(DAY, -at.nth) }],
    references: [{ qualifier: '6R', value: at.control }],
  };
  return { charge, code, modifiers, units, draft };
}
