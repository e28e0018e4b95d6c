import type { Draft } from '../guide/model';
import type { Claim } from '../x837p/claim';
import type { GeneratedLine } from './claim';
import type { Person } from './people';
import type { Random } from './random';

type OtherPayerDraft = Draft<Claim['otherPayers'][number]>;
type LineParts = Pick<Draft<Claim['lines'][number]>, 'earlierPayers' | 'amounts'>;
type Adjustments = { group: string; reasons: { reason: string; amount: bigint }[] }[];

const RANKS = ['P', 'S', 'T'] as const;
const NAMES = ['FIRST SYNTHETIC PLAN', 'SECOND SYNTHETIC PLAN', 'THIRD SYNTHETIC PLAN'] as const;

/** How the earlier payers of a made-up claim come about. */
export interface Decided {
  readonly random: Random;
  /** How many payers decided before, 0 to 3. */
  readonly earlier: number;
  readonly member: string;
  readonly insured: Person;
  readonly relationship: string;
  /** Day of the first decision. */
  readonly day: string;
}

interface Share {
  readonly paid: bigint;
  readonly open: bigint;
  readonly adjustments: Adjustments;
}

/** Loops 2320 and 2430 of the earlier payers; every decision balances to the cent, later ones carry the earlier payments as OA-23. */
export function earlierPayersOf(decided: Decided, lines: readonly GeneratedLine[]): { otherPayers: OtherPayerDraft[]; lines: LineParts[] } {
  const shares = lines.map((line) => sharesOf(decided, line.charge));
  const atPayer = decided.random.chance(0.3);
  const otherPayers = Array.from({ length: decided.earlier }, (_, nth): OtherPayerDraft => ({
    rank: RANKS[nth] ?? 'P', relationship: decided.relationship, group: `G${nth + 1}00`, filing: 'CI',
    amounts: [{ qualifier: 'D', amount: total(shares, (share) => share[nth]?.paid) }, { qualifier: 'EAF', amount: total(shares, (share) => share[nth]?.open) }],
    assignment: { benefits: 'Y', release: 'Y' },
    outpatient: decided.random.chance(0.3) ? { remarks: ['MA01'] } : undefined,
    subscriber: { type: '1', lastName: decided.insured.lastName, firstName: decided.insured.firstName, idQualifier: 'MI', id: `${decided.member}${nth + 1}` },
    payer: { type: '2', lastName: NAMES[nth] ?? NAMES[0], idQualifier: 'PI', id: keyOf(nth), dates: atPayer ? [decision(decided)] : [] },
  }));
  return { otherPayers, lines: lines.map((line, at) => ({ earlierPayers: (shares[at] ?? []).map((share, nth) => lineDecision(line, share, { nth, date: atPayer ? [] : [decision(decided)] })) })) };
}

const keyOf = (nth: number): string => `SYNTH${nth + 1}`;

const decision = (decided: Decided): { qualifier: string; format: string; value: string } => ({ qualifier: '573', format: 'D8', value: decided.day });

function lineDecision(line: GeneratedLine, share: Share, at: { nth: number; date: ReturnType<typeof decision>[] }): Draft<Claim['lines'][number]['earlierPayers'][number]> {
  return {
    payer: keyOf(at.nth), paid: share.paid, procedure: { qualifier: 'HC', code: line.code, modifiers: line.modifiers }, units: line.units,
    adjustments: share.adjustments, dates: at.date, amounts: share.open === 0n ? [] : [{ qualifier: 'EAF', amount: share.open }],
  };
}

function sharesOf({ random, earlier }: Decided, charge: bigint): Share[] {
  const shares: Share[] = [];
  const contractual = (charge * BigInt(random.integer(10, 50))) / 100n;
  let before = 0n;
  for (let nth = 0; nth < earlier; nth += 1) {
    const payable = charge - contractual - before;
    const open = payable / 2n;
    const paid = payable - open;
    const reasons = [{ group: 'CO', reasons: [{ reason: '45', amount: contractual }] }, { group: 'OA', reasons: [{ reason: '23', amount: before }] }, { group: 'PR', reasons: [{ reason: '1', amount: open / 2n }, { reason: '2', amount: open - open / 2n }] }];
    const adjustments = reasons.map((entry) => ({ ...entry, reasons: entry.reasons.filter((reason) => reason.amount !== 0n) })).filter((entry) => entry.reasons.length > 0);
    shares.push({ paid, open, adjustments });
    before += paid;
  }
  return shares;
}

function total(shares: readonly (readonly Share[])[], of: (shares: readonly Share[]) => bigint | undefined): bigint {
  return shares.reduce((sum, line) => sum + (of(line) ?? 0n), 0n);
}
