import { addDays } from '../calendar/calendar';
import { remittanceGuide } from '../guide/remittance';
import type { Draft, Model } from '../guide/model';
import { transactionOf, type OutgoingTransaction } from '../write/write';
import type { RemittanceClaim } from '../x835/remittance';
import { npi, person } from './people';
import { Random } from './random';

type RemittanceDraft = Draft<Model<typeof remittanceGuide>>;
type ClaimDraft = Draft<RemittanceClaim>;
type LineDraft = Draft<RemittanceClaim['lines'][number]>;

const PROCEDURES = ['97110', '97112', '97140', '97530', '97161', '98940', '98941', '99213', '97012', 'G0283'] as const;
const KINDS = ['paid', 'paid', 'paid', 'paid', 'denied', 'secondary', 'claim-level', 'reversal'] as const;

/** What a generated 835 holds. */
export interface RemittanceRecipe {
  readonly seed: number;
  readonly claims: number;
  /** Day of payment, CCYYMMDD. */
  readonly date?: string;
}

/** A made-up 835 that balances to the cent. Claims are made while they are written, so any number of them needs no memory. */
export function generateRemittance(recipe: RemittanceRecipe): OutgoingTransaction {
  const random = new Random(recipe.seed);
  const date = recipe.date ?? '20260401';
  let paid = 0n;
  for (let nth = 0; nth < recipe.claims; nth += 1) paid += skeleton(recipe.seed, nth).paid;
  const recovered = paid > 10_000n ? 2_500n : 0n;
  const model: RemittanceDraft = {
    payment: paymentOf(random, { amount: paid - recovered, date }),
    trace: { type: '1', number: `TRACE${recipe.seed}`, payer: '1512345678' },
    dates: [{ qualifier: '405', date }],
    payer: { name: 'SYNTHETIC HEALTH PLAN', street: { lines: ['1 PAYER PLAZA'] }, city: { city: 'DENVER', state: 'CO', zip: '80202' }, contacts: [{ function: 'BL', name: 'EDI DESK', numbers: [{ qualifier: 'TE', number: '3035550100' }] }] },
    payee: { name: 'SPINE AND PAIN CLINIC', idQualifier: 'XX', id: npi(random), references: [{ qualifier: 'TJ', value: '841234567' }] },
    sections: [{ number: '1', claims: claims(recipe, date) }],
    providerAdjustments: recovered === 0n ? [] : [{ provider: npi(random), fiscalPeriod: `${date.slice(0, 4)}1231`, adjustments: [{ reason: { code: 'WO', reference: 'RECOVERY1' }, amount: 3_000n }, { reason: { code: 'L6', reference: 'INTEREST' }, amount: -500n }] }],
  };
  return transactionOf(remittanceGuide, model, String(recipe.seed % 1_000_000).padStart(4, '0'));
}

function paymentOf(random: Random, { amount, date }: { amount: bigint; date: string }): NonNullable<RemittanceDraft['payment']> {
  if (amount <= 0n) return { handling: 'I', amount, creditOrDebit: 'C', method: 'NON', date };
  return {
    handling: 'I', amount, creditOrDebit: 'C', method: 'ACH', format: 'CCP', senderBankQualifier: '01', senderBank: '107000327', senderAccountQualifier: 'DA', senderAccount: random.digits(9), originator: '1512345678',
    receiverBankQualifier: '01', receiverBank: '107000327', receiverAccountQualifier: 'DA', receiverAccount: random.digits(9), date,
  };
}

function* claims(recipe: RemittanceRecipe, date: string): Generator<ClaimDraft> {
  for (let nth = 0; nth < recipe.claims; nth += 1) yield claimOf(recipe.seed, nth, date);
}

interface LineMoney {
  readonly charge: bigint;
  readonly contractual: bigint;
  readonly deductible: bigint;
  readonly coinsurance: bigint;
  readonly paid: bigint;
}

interface Skeleton {
  readonly random: Random;
  readonly kind: (typeof KINDS)[number];
  readonly lines: readonly LineMoney[];
  readonly onClaim: bigint;
  readonly paid: bigint;
}

/** The money of the claim `nth`, from the seed alone, so that the total is known before the claims are written. */
function skeleton(seed: number, nth: number): Skeleton {
  const random = new Random(seed * 7_919 + nth);
  const kind = random.pick(KINDS);
  const lines = Array.from({ length: random.integer(1, 3) }, () => lineMoney(random, kind));
  const sum = lines.reduce((total, line) => total + line.paid, 0n);
  const onClaim = kind === 'claim-level' && sum > 100n ? 100n : 0n;
  return { random, kind, lines, onClaim, paid: sum - onClaim };
}

function lineMoney(random: Random, kind: Skeleton['kind']): LineMoney {
  const sign = kind === 'reversal' ? -1n : 1n;
  const charge = BigInt(random.integer(2_000, 30_000));
  const contractual = kind === 'denied' ? charge : (charge * BigInt(random.integer(20, 60))) / 100n;
  const deductible = kind === 'denied' || random.chance(0.7) ? 0n : (charge - contractual) / 2n;
  const coinsurance = (charge - contractual - deductible) / 5n;
  const paid = charge - contractual - deductible - coinsurance;
  return { charge: charge * sign, contractual: contractual * sign, deductible: deductible * sign, coinsurance: coinsurance * sign, paid: paid * sign };
}

const STATUS = { paid: '1', denied: '4', secondary: '2', 'claim-level': '1', reversal: '22' } as const;

function claimOf(seed: number, nth: number, date: string): ClaimDraft {
  const { random, kind, lines, onClaim, paid } = skeleton(seed, nth);
  const patient = person(random);
  const service = addDays(date, -random.integer(14, 60));
  const patientResponsibility = lines.reduce((total, line) => total + line.deductible + line.coinsurance, 0n);
  return {
    controlNumber: `C${seed}-${nth}`, status: STATUS[kind], charge: lines.reduce((total, line) => total + line.charge, 0n), paid, patientResponsibility: patientResponsibility === 0n ? undefined : patientResponsibility,
    filing: '12', payerControlNumber: `ICN${random.digits(10)}`, facility: '11', frequency: '1',
    adjustments: onClaim === 0n ? [] : [{ group: 'CO', reasons: [{ reason: '253', amount: onClaim }] }],
    names: [{ entity: 'QC', type: '1', lastName: patient.lastName, firstName: patient.firstName, idQualifier: 'MI', id: `W${random.digits(9)}` }],
    outpatient: kind === 'denied' ? { remarks: ['MA01'] } : undefined,
    dates: [{ qualifier: '232', date: service }],
    lines: lines.map((line, ordinal) => lineOf(line, { random, kind, service, control: `L${seed}-${nth}-${ordinal + 1}` })),
  };
}

function lineOf(line: LineMoney, at: { random: Random; kind: Skeleton['kind']; service: string; control: string }): LineDraft {
  const { random, kind, service, control } = at;
  const shared = [{ reason: '1', amount: line.deductible }, { reason: '2', amount: line.coinsurance }].filter((reason) => reason.amount !== 0n);
  const group = kind === 'secondary' ? { group: 'OA', reasons: [{ reason: '23', amount: line.contractual }] } : { group: 'CO', reasons: [{ reason: kind === 'denied' ? '50' : '45', amount: line.contractual }] };
  return {
    procedure: { qualifier: 'HC', code: random.pick(PROCEDURES), modifiers: random.chance(0.6) ? ['GP'] : [] }, charge: line.charge, paid: line.paid, paidUnits: kind === 'denied' ? '0' : '1',
    dates: [{ qualifier: '472', date: service }],
    adjustments: shared.length === 0 ? [group] : [group, { group: 'PR', reasons: shared }],
    references: [{ qualifier: '6R', value: control }],
    amounts: kind === 'denied' ? [] : [{ qualifier: 'B6', amount: line.charge - line.contractual }],
    remarks: kind === 'denied' ? [{ list: 'HE', code: 'N115' }] : [],
  };
}
