import { claim as claimLoop, claimBilling, claimPatient, claimSubscriber } from '../guide/claim';
import type { ClaimInContext } from '../x837p/claim';
import { claimRules } from './claim-rules';
import { cobRules } from './cob-rules';
import type { ValidationContext } from './context';
import { coverageRules } from './coverage';
import { dateRules } from './date-rules';
import { error, notChecked, type ClaimFinding } from './finding';
import { lineRules } from './line-rules';
import { partyRules } from './parties';
import { checkLoop } from './structure';
import type { Rule } from './subject';
import { characters } from './text-rules';

const rules: readonly Rule[] = [
  ...partyRules, ...coverageRules, ...claimRules, ...lineRules, ...dateRules, ...cobRules, characters,
];

/**
 * Judges a claim before it goes out: its structure by the guide tables, then every rule of the clinic's own scrubber.
 * A clean claim with a full context gives nothing; a rule whose context is missing gives a finding of severity `not-checked`.
 */
export function validate(claim: ClaimInContext, context: ValidationContext = {}): ClaimFinding[] {
  const subject = { ...claim, context };
  return [...structureOf(claim), ...rules.flatMap((rule) => rule(subject)), ...payerRequirements(claim, context)];
}

function structureOf({ billing, subscriber, patient, claim }: ClaimInContext): ClaimFinding[] {
  const findings: ClaimFinding[] = [];
  const collect = (finding: ClaimFinding): void => void findings.push(finding);
  checkLoop(claimBilling, billing, { collect, skip: new Set(['subscribers']) });
  checkLoop(claimSubscriber, subscriber, { collect, skip: new Set(['claims', 'patients']) });
  if (patient !== undefined) checkLoop(claimPatient, patient, { collect, skip: new Set(['claims']) });
  checkLoop(claimLoop, claim, { collect });
  return findings;
}

/** What the payer wants beyond the guide; a requirement at the lines holds for each of them. */
function payerRequirements(claim: ClaimInContext, { payerRequirements: wanted }: ValidationContext): ClaimFinding[] {
  if (wanted === undefined) return [notChecked('PAYER_REQUIREMENT', { loop: '2300', segment: 'CLM' }, "the payer's own requirements")];
  return wanted.flatMap((requirement) => {
    const { loop, segment, qualifier } = requirement;
    const scopes = loop.startsWith('24') ? claim.claim.lines.map((line, nth) => ({ lines: [line], line: nth + 1 })) : [{ lines: claim.claim.lines, line: undefined }];
    return scopes.flatMap(({ lines, line }) => {
      const present = holds({ ...claim, claim: { ...claim.claim, lines } }, { loop, segment, qualifier });
      return present ? [] : [error('PAYER_REQUIREMENT', { loop, segment, line }, [requirement.reason, `Add ${segment}${qualifier === undefined ? '' : `*${qualifier}`} in loop ${loop}.`])];
    });
  });
}

interface Wanted {
  readonly loop: string;
  readonly segment: string;
  readonly qualifier: string | undefined;
}

function holds({ billing, subscriber, patient, claim }: ClaimInContext, wanted: Wanted): boolean {
  return loopHolds(claimBilling, billing, wanted) || loopHolds(claimSubscriber, subscriber, wanted)
    || (patient !== undefined && loopHolds(claimPatient, patient, wanted)) || loopHolds(claimLoop, claim, wanted);
}

type AnyLoop = Parameters<typeof checkLoop>[0];

function loopHolds(loop: AnyLoop, model: object, wanted: Wanted): boolean {
  const here = loop.id === wanted.loop;
  if (here && loop.head.id === wanted.segment && wanted.qualifier === undefined) return true;
  return Object.entries(loop.parts).some(([name, part]) => {
    const value = (model as Readonly<Record<string, unknown>>)[name];
    if (value === undefined) return false;
    const items = (Array.isArray(value) ? value : [value]) as object[];
    if (part.part === 'loop') return items.some((item) => loopHolds(part, item, wanted));
    return here && part.id === wanted.segment && items.some((item) => wanted.qualifier === undefined || Object.values(item)[0] === wanted.qualifier);
  });
}
