import { checkLoop, claimInContext, elementName, validate, type ClaimFinding, type LoopDefinition, type ReadEvent, type ValidationContext } from '@spindle/x12';
import { tellEnvelope, tellFinding } from './inspect';
import type { Tell } from './report';

function tellClaimFinding(tell: Tell, finding: ClaimFinding, claim: string): void {
  const line = finding.line === undefined ? '' : ` line ${finding.line}`;
  const box = finding.box === undefined ? '' : `, box ${finding.box}`;
  tell({
    depth: 4, text: `${finding.severity} ${finding.rule}${line} (${elementName(finding)}, loop ${finding.loop}${box}): ${finding.reason} ${finding.action}`,
    record: { kind: 'claim-finding', claim, ...finding }, wrong: finding.severity === 'error',
  });
}

/** Judges each 837P claim by all rules, and the units of every other transaction set by their guide. `today` is CCYYMMDD. */
export function validator(tell: Tell, today: string): (event: ReadEvent) => void {
  const context: ValidationContext = { today };
  return (event) => {
    tellEnvelope(tell, event);
    if (event.kind === 'finding') return tellFinding(tell, event.finding);
    if (event.kind !== 'loop' || event.id !== event.guide.unit) return;
    const claim = claimInContext(event);
    if (claim === undefined) return checkUnit(tell, event);
    const findings = validate(claim, context);
    const errors = findings.filter((finding) => finding.severity === 'error').length;
    const { controlNumber } = claim.claim;
    tell({ depth: 3, text: `claim ${controlNumber}: ${errors === 0 ? 'nothing wrong' : `${errors} errors`}`, record: { kind: 'claim', claim: controlNumber, errors } });
    for (const finding of findings) tellClaimFinding(tell, finding, controlNumber);
  };
}

function checkUnit(tell: Tell, event: Extract<ReadEvent, { kind: 'loop' }>): void {
  const loop = findLoop(event.guide.root, event.id);
  if (loop !== undefined) checkLoop(loop, event.model, { collect: (finding) => tellClaimFinding(tell, finding, '') });
}

function findLoop(loop: LoopDefinition, id: string): LoopDefinition | undefined {
  if (loop.id === id) return loop;
  for (const part of Object.values(loop.parts)) {
    const found = part.part === 'loop' ? findLoop(part, id) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
