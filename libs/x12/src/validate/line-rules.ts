import { centsOf, isUnreadable, showCents } from '../value/money';
import type { ClaimLine } from '../x837p/claim';
import { error, notChecked, type ClaimFinding } from './finding';
import { daysOf, pointedCodes, procedureOf, renderingOf, type Rule, type Subject } from './subject';

const MOST_MODIFIERS = 4;

/** At most four modifiers; AT and GA, GA and GZ exclude each other; GX needs GY. */
const modifiers: Rule = ({ claim }) => claim.lines.flatMap((line, nth) => {
  const place = { loop: '2400', segment: 'SV1', element: 1, line: nth + 1, box: '24D' };
  const { modifiers: given } = procedureOf(line);
  const fifth = /^[A-Z0-9]{2}$/.test(line.service?.procedure.description ?? '');
  const has = (modifier: string): boolean => given.includes(modifier);
  const findings: ClaimFinding[] = [];
  if (given.length > MOST_MODIFIERS || fifth) findings.push(error('TOO_MANY_MODIFIERS', { ...place, component: 7 }, ['The line has more than four modifiers.', 'Keep the four that decide the payment.']));
  if (new Set(given).size < given.length) findings.push(error('MODIFIER_TWICE', { ...place, component: 3 }, ['A modifier stands twice.', 'Remove one.']));
  if (has('AT') && has('GA')) findings.push(error('AT_WITH_GA', { ...place, component: 3 }, ['AT (active treatment) and GA (denial expected) contradict each other.', 'Keep the one that is true.']));
  if (has('GA') && has('GZ')) findings.push(error('GA_WITH_GZ', { ...place, component: 3 }, ['GA says that a notice was signed, GZ that none was.', 'Keep the one that is true.']));
  if (has('GX') && !has('GY')) findings.push(error('GX_WITHOUT_GY', { ...place, component: 3 }, ['GX (voluntary notice) stands without GY (excluded by law).', 'Add GY or remove GX.']));
  return findings;
});

/** The procedure is known, and its modifiers may stand with it. */
const procedureTable: Rule = ({ context, claim }) => {
  const table = context.procedures;
  if (table === undefined) return [notChecked('MODIFIER_NOT_ALLOWED', { loop: '2400', segment: 'SV1', element: 1, box: '24D' }, 'the table of procedures')];
  return claim.lines.flatMap((line, nth): ClaimFinding[] => {
    const place = { loop: '2400', segment: 'SV1', element: 1, line: nth + 1, box: '24D' };
    const { code, modifiers: given } = procedureOf(line);
    const day = daysOf(line)?.from;
    if (day === undefined) return [];
    const facts = table.find(code, day);
    if (facts === undefined) return [error('PROCEDURE_UNKNOWN', { ...place, component: 2 }, [`The procedure ${code} is not known on ${day}.`, 'Choose a code that is valid on the day of service.'])];
    const allowed = facts.modifiers;
    return given.flatMap((modifier, at) => (allowed === undefined || allowed.has(modifier) ? [] : [
      error('MODIFIER_NOT_ALLOWED', { ...place, component: 3 + at }, [`The modifier ${modifier} does not go with ${code}.`, 'Remove it or choose another.']),
    ]));
  });
};

/** Charges are more than nothing, units too, and a line has a known day. */
const amounts: Rule = ({ claim }) => claim.lines.flatMap((line, nth) => {
  const place = { loop: '2400', segment: 'SV1', line: nth + 1 };
  const findings: ClaimFinding[] = [];
  const charge = line.service?.charge;
  if (!isUnreadable(charge) && centsOf(charge) <= 0n) findings.push(error('CHARGE_NOT_POSITIVE', { ...place, element: 2, box: '24F' }, [`The charge is ${showCents(centsOf(charge))}.`, 'Give a charge above zero.']));
  if (!/[1-9]/.test(line.service?.units ?? '') || (line.service?.units ?? '').startsWith('-')) findings.push(error('UNITS_NOT_POSITIVE', { ...place, element: 4, box: '24G' }, [`The units are ${line.service?.units ?? '(none)'}.`, 'Give at least one unit.']));
  if (line.dates.every((date) => date.qualifier !== '472')) findings.push(error('SERVICE_DATE_MISSING', { loop: '2400', segment: 'DTP', element: 3, line: nth + 1, box: '24A' }, ['The line has no day of service.', 'Add DTP*472.']));
  return findings;
});

const TELEHEALTH_PLACES = new Set(['02', '10']);
const TELEHEALTH_MODIFIERS = new Set(['95', '93', 'GT', 'GQ', 'FQ']);

/** Place of service and telehealth modifier agree. */
const telehealth: Rule = ({ claim }) => claim.lines.flatMap((line, nth) => {
  const place = line.service?.facility ?? claim.place.facility;
  const remote = TELEHEALTH_PLACES.has(place);
  const modified = procedureOf(line).modifiers.some((modifier) => TELEHEALTH_MODIFIERS.has(modifier));
  if (remote === modified) return [];
  const reason = remote ? `Place ${place} is telehealth, yet no modifier says so.` : `A telehealth modifier stands with place ${place}.`;
  return [error('TELEHEALTH_DISAGREES', { loop: '2400', segment: 'SV1', element: 5, line: nth + 1, box: '24B' }, [reason, 'Use 95 or 93 with place 02 or 10 only.'])];
});

/** RT and LT agree with the side of the diagnoses pointed to. */
const laterality: Rule = (subject) => {
  const { context, claim } = subject;
  const table = context.diagnoses;
  if (table === undefined) return [notChecked('SIDE_DISAGREES', { loop: '2400', segment: 'SV1', element: 1, box: '24D' }, 'the table of diagnoses')];
  return claim.lines.flatMap((line, nth) => {
    const { modifiers: given } = procedureOf(line);
    const side = given.includes('RT') === given.includes('LT') ? undefined : given.includes('RT') ? 'right' : 'left';
    const day = daysOf(line)?.from;
    if (side === undefined || day === undefined) return [];
    const sides = pointedCodes(subject, line).flatMap((code) => table.find(code, day)?.side ?? []);
    const disagrees = sides.length > 0 && sides.every((other) => other !== side && other !== 'both');
    return disagrees ? [error('SIDE_DISAGREES', { loop: '2400', segment: 'SV1', element: 1, component: 3, line: nth + 1, box: '24D' }, [`The modifier says ${side}, the diagnoses say ${sides.join(', ')}.`, 'Correct the modifier or the diagnosis.'])] : [];
  });
};

/** No line is billed twice: not in the claim, not before. */
const duplicates: Rule = (subject) => {
  const { context, claim } = subject;
  const seen = new Set<string>();
  const findings = claim.lines.flatMap((line, nth) => {
    const key = lineKey(subject, line);
    const twice = key !== undefined && seen.has(key);
    if (key !== undefined) seen.add(key);
    return twice ? [duplicate(nth + 1, 'stands twice on this claim')] : [];
  });
  if (context.earlierLines === undefined) return [...findings, notChecked('DUPLICATE_LINE', { loop: '2400', segment: 'SV1' }, 'the list of earlier lines')];
  if (claim.place.frequency !== '1') return findings;
  const earlier = new Set(context.earlierLines.filter((line) => line.claim !== claim.controlNumber).map((line) => [line.date, line.procedure, [...line.modifiers].sort().join(','), line.rendering].join('|')));
  claim.lines.forEach((line, nth) => {
    if (earlier.has(lineKey(subject, line) ?? '')) findings.push(duplicate(nth + 1, 'was billed before'));
  });
  return findings;
};

function lineKey(subject: Subject, line: ClaimLine): string | undefined {
  const days = daysOf(line);
  const { code, modifiers: given } = procedureOf(line);
  return days === undefined ? undefined : [days.from, code, [...given].sort().join(','), renderingOf(subject, line)].join('|');
}

function duplicate(line: number, words: string): ClaimFinding {
  return error('DUPLICATE_LINE', { loop: '2400', segment: 'SV1', element: 1, line, box: '24D' }, [`The same service on the same day by the same provider ${words}.`, 'Remove the line, or say by a modifier why it was done again.']);
}

/** Our line control numbers (REF*6R) are there at most once, for life. */
const lineControlNumbers: Rule = ({ context, claim }) => {
  const place = { loop: '2400', segment: 'REF', element: 2 };
  const earlier = new Set((context.earlierLines ?? []).filter((line) => line.claim !== claim.controlNumber).flatMap((line) => line.controlNumber ?? []));
  const seen = new Set<string>();
  const findings = claim.lines.flatMap((line, nth) => {
    const number = line.references.find((reference) => reference.qualifier === '6R')?.value;
    if (number === undefined) return [];
    const used = seen.has(number) || earlier.has(number);
    seen.add(number);
    return used ? [error('LINE_NUMBER_USED', { ...place, line: nth + 1 }, [`The line control number ${number} was used before.`, 'Give every line a number of its own.'])] : [];
  });
  return context.earlierLines === undefined ? [...findings, notChecked('LINE_NUMBER_USED', place, 'the list of earlier lines')] : findings;
};

/** The rules of this file, in the order of their findings. */
export const lineRules: readonly Rule[] = [modifiers, procedureTable, amounts, telehealth, laterality, duplicates, lineControlNumbers];
