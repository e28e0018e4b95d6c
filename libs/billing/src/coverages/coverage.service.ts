import { err, ok, type CalendarDay, type Clock, type Id, type Result } from '@spindle/kernel';
import { newId, type IdempotencyKeyReusedError, type PracticeSession, type Transaction } from '@spindle/database';
import { InsurancePlanRepository } from '../payers/insurance-plan.repository';
import { PatientAliasRepository } from '../patient-aliases/patient-alias.repository';
import type { InvalidInputError, StaleVersionError } from '../refusals';
import {
  checkCoverage, endCoverage, type CoverageDetails, type CoverageNotFoundError, type CoverageOverlapsError, type InsurancePlanNotFoundError,
} from './coverage';
import { CoverageRepository } from './coverage.repository';

export interface AddCoverage extends Omit<CoverageDetails, 'validTo'> {
  readonly idempotencyKey: string;
  readonly validTo?: CalendarDay | null;
}

export interface EndCoverage {
  readonly idempotencyKey: string;
  readonly coverageId: Id<'Coverage'>;
  readonly version: number;
  readonly validTo: CalendarDay;
}

type AddRefusal = InvalidInputError | InsurancePlanNotFoundError | CoverageOverlapsError;
type EndRefusal = CoverageNotFoundError | InvalidInputError | StaleVersionError;

/** Records and ends coverages. Answers carry the coverage's id: the row is read again under the caller's rights. */
export class CoverageService {
  readonly #session: PracticeSession;
  readonly #clock: Clock;

  constructor(session: PracticeSession, clock: Clock) {
    this.#session = session;
    this.#clock = clock;
  }

  add(input: AddCoverage): Promise<Result<Id<'Coverage'>, AddRefusal | IdempotencyKeyReusedError>> {
    const { idempotencyKey: _key, validTo = null, ...rest } = input;
    return this.#session.mutate<Id<'Coverage'>, AddRefusal>({ operation: 'addCoverage', input: { ...input } }, async (transaction) => {
      transaction.audit.changed(rest.patientId, 'INSURANCE');
      const details = checkCoverage({ ...rest, validTo });
      if (!details.ok) return details;
      const [plan] = await new InsurancePlanRepository(transaction.sql, this.#session.viewer.practiceId).findMany([rest.planId]);
      if (!plan) return err({ kind: 'InsurancePlanNotFoundError', message: 'There is no such insurance plan in this practice.' });
      const coverages = this.#coverages(transaction);
      const id = newId<'Coverage'>();
      if (!(await coverages.add(id, details.value, this.#clock.now()))) return err(inTheWay(await coverages.findInTheWay(details.value)));
      await new PatientAliasRepository(transaction.sql, this.#session.viewer.practiceId).follow(rest.patientId);
      await transaction.outbox.add('CoverageChanged', id, { patientId: rest.patientId, coverageId: id });
      return ok(id);
    });
  }

  end(input: EndCoverage): Promise<Result<Id<'Coverage'>, EndRefusal | IdempotencyKeyReusedError>> {
    const { coverageId, version, validTo } = input;
    return this.#session.mutate<Id<'Coverage'>, EndRefusal>({ operation: 'endCoverage', input: { ...input } }, async (transaction) => {
      const coverages = this.#coverages(transaction);
      const [coverage] = await coverages.findMany([coverageId]);
      if (!coverage) return err({ kind: 'CoverageNotFoundError', message: 'There is no such coverage in this practice.' });
      transaction.audit.changed(coverage.patientId, 'INSURANCE');
      if (coverage.version !== version) return err(stale(coverage.version));
      const ended = endCoverage(coverage, validTo);
      if (!ended.ok) return ended;
      if (!(await coverages.end(ended.value, version))) return err(stale(await coverages.getVersion(coverageId)));
      await transaction.outbox.add('CoverageChanged', coverageId, { patientId: coverage.patientId, coverageId });
      return ok(coverageId);
    });
  }

  #coverages(transaction: Transaction): CoverageRepository {
    return new CoverageRepository(transaction.sql, this.#session.viewer.practiceId);
  }
}

function inTheWay(coverageId: Id<'Coverage'> | null): CoverageOverlapsError {
  return { kind: 'CoverageOverlapsError', message: 'Another coverage of this priority holds on one of these days. End it first, or choose other days or another priority.', coverageId };
}

function stale(currentVersion: number): StaleVersionError {
  return { kind: 'StaleVersionError', message: 'Somebody changed this coverage since it was read. Read it again and repeat your change.', currentVersion };
}
