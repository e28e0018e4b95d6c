import { PRACTICE_TIME_ZONE, dayIn, type CalendarDay, type Id } from '@spindle/kernel';
import type { Sql } from '@spindle/database';
import { Preconditions, type PreconditionSources } from '../readiness/preconditions.service';
import type { AcceptanceGrounds, TreatmentPlan } from './plan';

/** What the acceptance of a plan rests on: the red-flag screening, and what a practitioner signed about its procedures. */
export class AcceptanceReader {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>, readonly sources: PreconditionSources) {}

  /** A red flag is open until a practitioner overrides it; a verdict against a procedure of the plan makes the patient no candidate. */
  async groundsOf({ patientId, serviceTypeCodes }: TreatmentPlan, now: Date): Promise<Pick<AcceptanceGrounds, 'hasOpenRedFlag' | 'isCandidate'>> {
    const day = dayIn(PRACTICE_TIME_ZONE, now);
    const preconditions = new Preconditions(this.sql, this.practiceId, this.sources);
    const redFlags = await preconditions.redFlags(patientId, day);
    const procedures = [...new Set(serviceTypeCodes.map((code) => this.sources.questionSets.procedureOf(code, day)))].filter((procedure) => procedure !== null);
    const readiness = await preconditions.readiness(procedures.map((procedure) => ({ patientId, procedure, day })));
    const hasOpenRedFlag = redFlags?.screening?.outcome === 'REFER_OUT' && redFlags.screening.decision?.decision !== 'OVERRIDDEN';
    return { hasOpenRedFlag, isCandidate: readiness.every(({ candidacy }) => candidacy?.verdict !== 'NOT_SUITABLE') };
  }

  /** Those of the services that are needling. */
  needlingServices(codes: readonly string[], day: CalendarDay): ReadonlySet<string> {
    return new Set(codes.filter((code) => this.sources.questionSets.procedureOf(code, day) === 'NEEDLING'));
  }
}
