import { verifySchema, type ChainReport, type Damage, type DamageKind, type DatabasePlace, type SealingPlace } from '@spindle/database';
import { SCHEMAS } from './schemas';

/** Verifies every practice's chain of every schema, each schema in one snapshot, and reports them one by one. */
export async function verifyChains(place: DatabasePlace & SealingPlace, report: (chain: ChainReport) => void): Promise<{ readonly chains: number; readonly damaged: number }> {
  let [chains, damaged] = [0, 0];
  for (const { schema } of SCHEMAS) {
    await verifySchema({ ...place, schema }, (chain) => {
      chains++;
      if (chain.damages.length > 0) damaged++;
      report(chain);
    });
  }
  return { chains, damaged };
}

/** One line for the chain, and one more for each damage. */
export function chainText({ schema, practiceId, sealed, anchored, damages }: ChainReport): string {
  const state = damages.length === 0 ? 'whole' : 'DAMAGED';
  const anchors = anchored === null ? 'not anchored: a cut tail would not be found' : `anchored to place ${anchored}`;
  return [`${schema} ${practiceId}: ${sealed} rows, ${anchors}: ${state}`, ...damages.map((damage) => `  ${damageText(damage)}`)].join('\n');
}

const MEANING: Readonly<Record<DamageKind, string>> = {
  ALTERED: 'the row is not the one that was sealed here',
  REMOVED: 'the row that was sealed here is gone',
  INSERTED: 'the row was put in afterwards',
  REORDERED: 'the row was sealed at another place',
  CUT: 'from here on all rows were cut off',
  REWRITTEN: 'the chain was made anew: it is not the one that was signed',
  HEAD_FORGED: 'the signature of the chain’s end does not hold',
};

function damageText({ kind, position, eventId }: Damage): string {
  return `${kind}${position === null ? '' : ` at place ${position}`}${eventId === null ? '' : `, row ${eventId}`}: ${MEANING[kind]}`;
}
