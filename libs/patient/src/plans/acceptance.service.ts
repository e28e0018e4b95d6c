import { PRACTICE_TIME_ZONE, dayIn, type CalendarDay, type Id } from '@spindle/kernel';
import type { Sql } from '@spindle/database';
import { Preconditions, type PreconditionSources } from '../readiness/preconditions.service';
import type { PlanGrounds, TreatmentPlan } from './plan';

/** What a plan rests on before it starts: the red-flag screening, and what a practitioner signed about its procedures. */
export class AcceptanceReader {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>, readonly sources: PreconditionSources) {}

  /** A red flag is open until a practitioner overrides it. For each procedure of the plan that has questions of its own the last verdict counts, and there must be one. */
  async groundsOf({ patientId, serviceTypeCodes }: Pick<TreatmentPlan, 'patientId' | 'serviceTypeCodes'>, now: Date): Promise<PlanGrounds> {
    const day = dayIn(PRACTICE_TIME_ZONE, now);
    const preconditions = new Preconditions(this.sql, this.practiceId, this.sources);
    const redFlags = await preconditions.redFlags(patientId, day);
    const procedures = [...new Set(serviceTypeCodes.map((code) => this.sources.questionSets.procedureOf(code, day)))].filter((procedure) => procedure !== null);
    const readiness = await preconditions.readiness(procedures.map((procedure) => ({ patientId, procedure, day })));
    const hasOpenRedFlag = redFlags?.screening?.outcome === 'REFER_OUT' && redFlags.screening.decision?.decision !== 'OVERRIDDEN';
    const unsigned = readiness.find(({ candidacy }) => candidacy === null || candidacy.verdict === 'NOT_SUITABLE');
    return { hasOpenRedFlag, unansweredRedFlags: redFlags?.questions ?? [], unsignedProcedure: unsigned?.procedure ?? null };
  }

  /** Those of the services that are needling. */
  needlingServices(codes: readonly string[], day: CalendarDay): ReadonlySet<string> {
    return new Set(codes.filter((code) => this.sources.questionSets.procedureOf(code, day) === 'NEEDLING'));
  }
}
