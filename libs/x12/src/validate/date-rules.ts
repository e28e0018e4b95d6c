import { addDays, addMonths } from '../calendar/calendar';
import { error, notChecked, type ClaimFinding, type ClaimPlace } from './finding';
import { birthDateOf, daysOf, firstDay, type Rule } from './subject';

const place = (line?: number): ClaimPlace => ({ loop: '2400', segment: 'DTP', element: 3, line, box: '24A' });

/** No service lies in the future. */
const notInFuture: Rule = ({ context, claim }) => {
  const { today } = context;
  if (today === undefined) return [notChecked('SERVICE_IN_FUTURE', place(), 'today')];
  return claim.lines.flatMap((line, nth) => {
    const days = daysOf(line);
    return days !== undefined && days.to > today ? [error('SERVICE_IN_FUTURE', place(nth + 1), [`The service is on ${days.to}, after today (${today}).`, 'Correct the day, or wait.'])] : [];
  });
};

/** No service lies before the patient's birth. */
const afterBirth: Rule = (subject) => {
  const birth = birthDateOf(subject);
  if (birth === undefined) return [];
  return subject.claim.lines.flatMap((line, nth) => {
    const days = daysOf(line);
    return days !== undefined && days.from < birth ? [error('SERVICE_BEFORE_BIRTH', place(nth + 1), [`The service is on ${days.from}, before the patient was born (${birth}).`, 'Correct the day or the birth date.'])] : [];
  });
};

/** Every service lies in the time of coverage. */
const insideCoverage: Rule = ({ context, claim }) => {
  const { coverage } = context;
  if (coverage === undefined) return [notChecked('OUTSIDE_COVERAGE', place(), 'the span of coverage')];
  return claim.lines.flatMap((line, nth) => {
    const days = daysOf(line);
    const outside = days !== undefined && (days.from < coverage.from || (coverage.to !== undefined && days.to > coverage.to));
    return outside ? [error('OUTSIDE_COVERAGE', place(nth + 1), [`The service on ${days.from} lies outside the coverage from ${coverage.from}${coverage.to === undefined ? '' : ` to ${coverage.to}`}.`, 'Ask for eligibility on that day; bill the payer of that time.'])] : [];
  });
};

/** The claim is still in time. */
const timelyFiling: Rule = (subject) => {
  const { today, filing } = subject.context;
  if (today === undefined || filing === undefined) return [notChecked('FILING_LIMIT_PASSED', place(), today === undefined ? 'today' : 'the filing limit')];
  const first = firstDay(subject);
  if (first === undefined) return [];
  const last = filing.unit === 'days' ? addDays(first, filing.limit) : addMonths(first, filing.limit);
  return today > last ? [error('FILING_LIMIT_PASSED', place(), [`The last day for filing was ${last}.`, 'Send it only with proof that it was filed in time.'])] : [];
};

/** The authorisation, where one is needed, is on the claim and still has visits for its days. */
const authorisation: Rule = ({ context, claim }) => {
  const where: ClaimPlace = { loop: '2300', segment: 'REF', element: 2, box: '23' };
  const { authorisation: given } = context;
  if (given === undefined) return [notChecked('AUTHORISATION_USED_UP', where, 'what the authorisation allows')];
  if (!given.required) return [];
  const findings: ClaimFinding[] = [];
  if (!claim.references.some((reference) => reference.qualifier === 'G1' && (reference.value ?? '') !== '')) {
    findings.push(error('AUTHORISATION_MISSING', where, ['The payer wants an authorisation, whose number is missing.', 'Add REF*G1.']));
  }
  const visits = new Set(claim.lines.flatMap((line) => daysOf(line)?.from ?? [])).size;
  if (given.visitsLeft === undefined) findings.push(notChecked('AUTHORISATION_USED_UP', where, 'the number of visits left'));
  else if (visits > given.visitsLeft) findings.push(error('AUTHORISATION_USED_UP', where, [`The claim has ${visits} visits, the authorisation has ${given.visitsLeft} left.`, 'Ask for more visits before sending.']));
  return findings;
};

/** The rules of this file, in the order of their findings. */
export const dateRules: readonly Rule[] = [notInFuture, afterBirth, insideCoverage, timelyFiling, authorisation];
