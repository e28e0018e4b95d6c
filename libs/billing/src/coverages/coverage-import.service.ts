import type { Clock, Id } from '@spindle/kernel';
import { newId, type Transaction } from '@spindle/database';
import type { InsurancePlanKind } from '../payers/payer';
import { InsurancePlanService } from '../payers/insurance-plan.service';
import { PayerService } from '../payers/payer.service';
import { CoverageRepository } from './coverage.repository';
import { importedPeriods, type CoverageToImport, type PayerSeen } from './imported-periods';

/** A payer a patient's history names, with the days it was seen on and its kind of business. */
export interface PayerInHistory extends PayerSeen {
  readonly kind: InsurancePlanKind;
}

export interface PatientHistory {
  readonly patientId: Id<'Patient'>;
  readonly payers: readonly PayerInHistory[];
}

/** How many coverages were added, were there from an earlier import, and were left out because another one holds. */
export interface CoverageImportReport {
  readonly added: number;
  readonly known: number;
  readonly overlapping: number;
}

/**
 * Takes over coverages from patients' histories: one per payer and patient, under a plan named like the payer, member
 * number unknown. A repeat adds nothing. All in the caller's transaction.
 */
export class CoverageImport {
  readonly #transaction: Transaction;
  readonly #practiceId: Id<'Practice'>;
  readonly #clock: Clock;

  constructor(transaction: Transaction, practiceId: Id<'Practice'>, clock: Clock) {
    this.#transaction = transaction;
    this.#practiceId = practiceId;
    this.#clock = clock;
  }

  async import(histories: readonly PatientHistory[]): Promise<CoverageImportReport> {
    const coverages = await this.#toCoverages(histories.map(({ patientId, payers }) => ({ patientId, payers: payers.flatMap(withStorableName) })));
    if (coverages.length === 0) return { added: 0, known: 0, overlapping: 0 };
    const repository = new CoverageRepository(this.#transaction.sql, this.#practiceId);
    const knownKeys = await repository.findKnownKeys(coverages.map(({ sourceKey }) => sourceKey));
    const unknown = coverages.filter(({ sourceKey }) => !knownKeys.has(sourceKey));
    const added = await repository.import(unknown, this.#clock.now());
    for (const { id, patientId } of unknown.filter((coverage) => added.has(coverage.id))) {
      this.#transaction.audit.changed(patientId, 'INSURANCE');
      await this.#transaction.outbox.add('CoverageChanged', id, { patientId, coverageId: id });
    }
    return { added: added.size, known: coverages.length - unknown.length, overlapping: unknown.length - added.size };
  }

  async #toCoverages(histories: readonly PatientHistory[]): Promise<CoverageToImport[]> {
    const plans = await this.#ensurePlans(histories.flatMap(({ payers }) => payers));
    return histories.flatMap(({ patientId, payers }) => importedPeriods(payers).flatMap(({ payerName, ...period }) => {
      const planId = plans.get(payerName);
      return planId === undefined ? [] : [{ ...period, id: newId<'Coverage'>(), sourceKey: `${patientId} ${payerName}`, patientId, planId }];
    }));
  }

  /** A plan per payer, named like it. */
  async #ensurePlans(payers: readonly PayerInHistory[]): Promise<ReadonlyMap<string, Id<'InsurancePlan'>>> {
    const kinds = new Map(payers.map(({ payerName, kind }) => [payerName, kind]));
    const ensured = await new PayerService(this.#transaction.sql, this.#practiceId).ensure([...kinds.keys()].map((name) => ({ name })));
    const plans = await new InsurancePlanService(this.#transaction.sql, this.#practiceId)
      .ensure(ensured.map(({ id, name }) => ({ payerId: id, name, kind: kinds.get(name) ?? 'OTHER' })));
    return new Map(plans.map(({ name, id }) => [name, id]));
  }
}

/** A payer's name as a row takes it: without NUL, at most 200 characters; a payer without a name is none. */
function withStorableName(payer: PayerInHistory): PayerInHistory[] {
  const payerName = payer.payerName.toWellFormed().replaceAll('\0', '').trim().slice(0, 200);
  return payerName === '' ? [] : [{ ...payer, payerName }];
}
