import { BILLING_CASES } from './billing-cases';
import { PATIENT_CASES } from './patient-cases';
import { PLAN_CASES } from './plan-cases';
import type { Cases } from './scene';
import { SCHEDULE_CASES } from './schedule-cases';
import { SET_UP_CASES } from './set-up-cases';
import { TREATMENT_CASES } from './treatment-cases';
import { VISIT_CASES } from './visit-cases';

/** A case for each mutation of the composed graph. */
export const CASES: Cases = { ...PATIENT_CASES, ...PLAN_CASES, ...TREATMENT_CASES, ...VISIT_CASES, ...SCHEDULE_CASES, ...SET_UP_CASES, ...BILLING_CASES };

/** What is wrong with a table of cases, one sentence each. */
export function caseFlaws(mutations: readonly string[], cases: Cases = CASES): string[] {
  return [
    ...mutations.filter((name) => !(name in cases)).map((name) => `${name} has no case: write one in apps/clinic/src/once.`),
    ...Object.keys(cases).filter((name) => !mutations.includes(name)).map((name) => `${name} is no mutation any more.`),
  ];
}
