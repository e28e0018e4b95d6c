import { isWithin } from '../bytes/character-set';
import type { ElementDefinition, Fields, LoopDefinition } from '../guide/definition';
import { claim as claimLoop, claimBilling, claimPatient, claimSubscriber } from '../guide/claim';
import { usualDelimiters } from '../tokenizer/delimiters';
import type { ClaimFinding, ClaimPlace } from './finding';
import { type Rule } from './subject';

type Plain = Readonly<Record<string, unknown>>;

const DELIMITERS = new Set(Object.values(usualDelimiters));

/** Text that cannot be sent as it stands: characters outside X12's set, or delimiters. The writer mends both; the finding says so. */
export const characters: Rule = ({ billing, subscriber, patient, claim }) => {
  const findings: ClaimFinding[] = [];
  walkLoop(claimBilling, billing, { findings });
  walkLoop(claimSubscriber, subscriber, { findings });
  if (patient !== undefined) walkLoop(claimPatient, patient, { findings });
  walkLoop(claimLoop, claim, { findings });
  return findings;
};

interface Walk {
  readonly findings: ClaimFinding[];
  readonly line?: number | undefined;
}

function walkLoop(loop: LoopDefinition, model: object, walk: Walk): void {
  const plain = model as Plain;
  walkFields(loop.head.fields, plain, { walk, place: { loop: loop.id, segment: loop.head.id, line: walk.line } });
  for (const [name, part] of Object.entries(loop.parts)) {
    const value = plain[name];
    if (value === undefined) continue;
    ((Array.isArray(value) ? value : [value]) as Plain[]).forEach((item, nth) => {
      if (part.part === 'loop') walkLoop(part, item, { ...walk, line: part.id === '2400' ? nth + 1 : walk.line });
      else walkFields(part.fields, item, { walk, place: { loop: loop.id, segment: part.id, line: walk.line } });
    });
  }
}

interface At {
  readonly walk: Walk;
  readonly place: ClaimPlace;
}

function walkFields(fields: Fields, model: Plain, at: At): void {
  for (const [name, element] of Object.entries(fields)) walkValue(element, model[name], { ...at, place: { ...at.place, element: at.place.element ?? element.at, box: element.box ?? at.place.box } });
}

function walkValue(element: ElementDefinition, value: unknown, at: At): void {
  if (typeof value === 'string') return judge(value, at);
  if (Array.isArray(value)) return value.forEach((item: unknown) => (element.each === undefined ? walkFields(element.fields ?? {}, item as Plain, at) : walkValue(element.each, item, at)));
  if (element.kind === 'composite' && value !== undefined) walkFields(element.fields ?? {}, value as Plain, at);
}

function judge(text: string, { walk, place }: At): void {
  const delimiter = Array.from(text).find((character) => DELIMITERS.has(character));
  if (delimiter !== undefined) {
    walk.findings.push({ rule: 'DELIMITER_IN_TEXT', severity: 'warning', ...place, reason: `"${text}" holds the delimiter ${delimiter}.`, action: 'It is sent as a blank; better remove it.' });
  } else if (!isWithin(text, 'extended')) {
    walk.findings.push({ rule: 'CHARACTER_NOT_SENT', severity: 'information', ...place, reason: `"${text}" has characters that X12 does not send.`, action: 'It is sent in the nearest plain letters.' });
  }
}
