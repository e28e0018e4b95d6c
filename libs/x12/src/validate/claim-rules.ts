import { hasDiagnosisForm, isExternalCause } from '../identifiers/identifiers';
import { centsOf, showCents } from '../value/money';
import { diagnosesOf } from '../x837p/claim';
import { error, notChecked, warning, type ClaimFinding } from './finding';
import { firstDay, isMedicare, procedureOf, type Rule } from './subject';

const REPLACING = new Set(['6', '7', '8']);

/** A claim that corrects, replaces or voids another carries the payer's number of it (REF*F8). */
const frequency: Rule = ({ claim }) => {
  const value = claim.place.frequency;
  if (!REPLACING.has(value) || claim.references.some((reference) => reference.qualifier === 'F8' && (reference.value ?? '') !== '')) return [];
  return [error('FREQUENCY_WITHOUT_PAYER_NUMBER', { loop: '2300', segment: 'CLM', element: 5, component: 3, box: '22' }, [`Frequency ${value} changes an earlier claim, whose number at the payer (REF*F8) is missing.`, 'Enter the payer claim control number from the remittance.'])];
};

/** CLM02 is the sum of the lines. */
const total: Rule = ({ claim }) => {
  const sum = claim.lines.reduce((cents, line) => cents + centsOf(line.service?.charge), 0n);
  const stated = centsOf(claim.charge);
  return sum === stated ? [] : [error('TOTAL_CHARGE', { loop: '2300', segment: 'CLM', element: 2, box: '28' }, [`The claim says ${showCents(stated)}, its lines sum to ${showCents(sum)}: ${showCents(stated - sum)} apart.`, 'Correct the lines or the total.'])];
};

/** A cause of accident needs the day of the accident, an auto accident its state. */
const accident: Rule = ({ claim }) => {
  const codes = claim.causes?.codes ?? [];
  const findings: ClaimFinding[] = [];
  if (codes.some((code) => code !== '') && !claim.dates.some((date) => date.qualifier === '439')) {
    findings.push(error('ACCIDENT_DATE_MISSING', { loop: '2300', segment: 'DTP', element: 3, box: '14' }, ['The claim names an accident without its day.', 'Add DTP*439.']));
  }
  if (codes.includes('AA') && claim.causes?.state === undefined && claim.causes?.country === undefined) {
    findings.push(error('ACCIDENT_STATE_MISSING', { loop: '2300', segment: 'CLM', element: 11, component: 4, box: '10b' }, ['An auto accident needs the state where it happened.', 'Enter the state.']));
  }
  return findings;
};

const MANIPULATIONS = new Set(['98940', '98941', '98942']);

/** Spine manipulation for Medicare needs the day of initial treatment. */
const initialTreatment: Rule = (subject) => {
  const { claim } = subject;
  const manipulated = claim.lines.some((line) => MANIPULATIONS.has(procedureOf(line).code));
  const dated = claim.dates.some((date) => date.qualifier === '454') || claim.lines.some((line) => line.dates.some((date) => date.qualifier === '454'));
  if (!isMedicare(subject) || !manipulated || dated) return [];
  return [error('INITIAL_TREATMENT_MISSING', { loop: '2300', segment: 'DTP', element: 3, box: '15' }, ['Medicare wants the day of initial treatment with spine manipulation.', 'Add DTP*454.'])];
};

/** At most twelve diagnoses, in form, ICD-10 only, each once. */
const diagnosisForm: Rule = ({ claim }) => {
  const seen = new Set<string>();
  return diagnosesOf(claim).flatMap(({ qualifier, code }, nth): ClaimFinding[] => {
    const place = { loop: '2300', segment: 'HI', element: nth + 1, component: 2, box: '21' };
    const wanted = nth === 0 ? 'ABK' : 'ABF';
    const twice = seen.has(code);
    seen.add(code);
    if (qualifier !== wanted) return [error('DIAGNOSIS_QUALIFIER', { ...place, component: 1 }, [`Diagnosis ${nth + 1} has the qualifier ${qualifier}; ${wanted} belongs there.`, qualifier.startsWith('B') ? 'Code the diagnosis in ICD-10-CM.' : 'Put the principal diagnosis first.'])];
    if (!hasDiagnosisForm(code)) return [error('DIAGNOSIS_FORM', place, [`${code} does not have the form of an ICD-10-CM code.`, 'Enter the code without its dot.'])];
    return twice ? [warning('DIAGNOSIS_TWICE', place, [`The diagnosis ${code} stands twice.`, 'Remove one and set the pointers anew.'])] : [];
  });
};

/** Every diagnosis is known and billable on the first day of service. */
const diagnosisTable: Rule = (subject) => {
  const { context, claim } = subject;
  const day = firstDay(subject);
  if (context.diagnoses === undefined) return [notChecked('DIAGNOSIS_UNKNOWN', { loop: '2300', segment: 'HI', box: '21' }, 'the table of diagnoses')];
  if (day === undefined) return [notChecked('DIAGNOSIS_UNKNOWN', { loop: '2300', segment: 'HI', box: '21' }, 'a readable day of service')];
  const table = context.diagnoses;
  return diagnosesOf(claim).flatMap(({ code }, nth): ClaimFinding[] => {
    const place = { loop: '2300', segment: 'HI', element: nth + 1, component: 2, box: '21' };
    const facts = table.find(code, day);
    if (facts === undefined) return [error('DIAGNOSIS_UNKNOWN', place, [`The diagnosis ${code} is in no release of the code table.`, 'Choose a code that exists.'])];
    return facts.billable ? [] : [error('DIAGNOSIS_NOT_BILLABLE', place, [`The diagnosis ${code} is not billable on ${day}: retired, not yet in force, or not complete.`, 'Choose the code that is valid on the day of service.'])];
  });
};

/** The first pointer of a line is no external cause. */
const firstPointer: Rule = ({ claim }) => claim.lines.flatMap((line, nth) => {
  const first = line.service?.pointers.values[0];
  const code = typeof first === 'number' ? diagnosesOf(claim)[first - 1]?.code : undefined;
  if (code === undefined || !isExternalCause(code)) return [];
  return [error('POINTER_TO_EXTERNAL_CAUSE', { loop: '2400', segment: 'SV1', element: 7, component: 1, line: nth + 1, box: '24E' }, [`The first pointer leads to ${code}, which only says how the injury came about.`, 'Point to the injury first.'])];
});

/** Every pointer leads to a diagnosis, at most four on a line, none twice. */
const pointers: Rule = ({ claim }) => claim.lines.flatMap((line, nth) => {
  const values = line.service?.pointers.values ?? [];
  const diagnoses = diagnosesOf(claim).length;
  const place = { loop: '2400', segment: 'SV1', element: 7, line: nth + 1, box: '24E' };
  const findings = values.flatMap((value, at): ClaimFinding[] => {
    const leads = typeof value === 'number' && value >= 1 && value <= Math.min(diagnoses, 12);
    const shown = typeof value === 'number' ? String(value) : value.unreadable;
    if (!leads) return [error('POINTER_TO_NOTHING', { ...place, component: at + 1 }, [`Pointer ${shown} leads to no diagnosis; there are ${diagnoses}.`, 'Point to a diagnosis of this claim.'])];
    return values.indexOf(value) < at ? [error('POINTER_TWICE', { ...place, component: at + 1 }, [`Pointer ${shown} stands twice.`, 'Remove one.'])] : [];
  });
  return findings;
});

/** The rules of this file, in the order of their findings. */
export const claimRules: readonly Rule[] = [frequency, total, accident, initialTreatment, diagnosisForm, diagnosisTable, firstPointer, pointers];
