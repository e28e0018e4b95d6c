import { generateClaim } from '../generate/claim';
import { syntheticContext } from '../generate/context';
import type { ClaimInContext, ClaimLine } from '../x837p/claim';
import type { ValidationContext } from './context';
import { elementName, type ClaimFinding } from './finding';
import { validate } from './validate';

export type Deep = { -readonly [K in keyof ClaimInContext]: ClaimInContext[K] };
export type Edit = (one: Deep) => void;

export const primary = (): ClaimInContext => {
  const one = structuredClone(generateClaim({ seed: 8, earlierPayers: 0, dependant: false, frequency: '1', lines: 2 }));
  one.billing.name!.lastName = 'CLINIC';
  one.subscriber.name!.lastName = 'DOE';
  one.subscriber.name!.firstName = 'JANE';
  delete one.claim.causes;
  one.claim.dates = [];
  one.claim.notes = [];
  one.claim.referring = [];
  delete one.claim.rendering;
  delete one.claim.serviceFacility;
  one.claim.references = [];
  one.claim.diagnoses = { codes: ['M5450', 'M25511', 'M25512', 'M542'].map((code, nth) => ({ qualifier: nth === 0 ? 'ABK' : 'ABF', code })) };
  one.claim.lines.forEach((line, nth) => {
    line.service!.procedure = { qualifier: 'HC', code: ['97110', '97140'][nth] ?? '', modifiers: ['GP'] };
    line.service!.pointers.values = [1, 2];
  });
  return one;
};
export const secondary = (): ClaimInContext => {
  const one = structuredClone(generateClaim({ seed: 3, earlierPayers: 2, dependant: false, frequency: '1', lines: 2 }));
  for (const line of one.claim.lines) for (const decided of line.earlierPayers) decided.dates = [{ qualifier: '573', format: 'D8', value: '20260321' }];
  for (const other of one.claim.otherPayers) other.payer!.dates = [];
  return one;
};
export const dependant = (): ClaimInContext => structuredClone(generateClaim({ seed: 5, earlierPayers: 0, dependant: true, frequency: '1', lines: 1 }));

export const found = (one: ClaimInContext, context: ValidationContext = syntheticContext): ClaimFinding[] => validate(one, context).filter((finding) => finding.rule !== 'CHARACTER_NOT_SENT');
export const shown = (findings: readonly ClaimFinding[]): string[] => findings.map((finding) => [finding.rule, finding.loop, elementName(finding), finding.severity, finding.line ?? '-', finding.box ?? '-', ...wordless(finding)].join(' '));

/** Every finding that a test shows must say in sentences why and what to do; one that does not spoils the comparison. */
const SENTENCE = /^.{5,}\.$/;
function wordless({ reason, action }: ClaimFinding): string[] {
  return SENTENCE.test(reason ?? '') && SENTENCE.test(action ?? '') ? [] : ['WITHOUT WORDS'];
}
export const edited = (base: () => ClaimInContext, edit: Edit): ClaimInContext => {
  const one = base();
  edit(one);
  return one;
};
export const line = (one: ClaimInContext, nth = 0): ClaimLine => one.claim.lines[nth] as ClaimLine;
export const modifiers = (...given: string[]): Edit => (one) => { line(one).service!.procedure.modifiers = given; };
export const diagnosis = (nth: number, change: Partial<{ qualifier: string; code: string }>): Edit => (one) => { Object.assign(one.claim.diagnoses!.codes[nth]!, change); };
export const pointers = (...values: number[]): Edit => (one) => { line(one).service!.pointers.values = values; };
export const date = (value: string, format = 'D8'): Edit => (one) => { line(one).dates = [{ qualifier: '472', format, value }]; };
