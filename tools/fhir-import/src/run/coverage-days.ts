import { ok, type Id } from '@spindle/kernel';
import { CoverageImport, type PatientHistory, type PayerInHistory } from '@spindle/billing';
import type { Unit } from '../bundle/read-units';
import type { MappedClaim } from '../mapping/claim';
import { mapCoverage } from '../mapping/coverage';
import { spanOf, type DayRange } from '../mapping/moment';
import type { NamedPayer } from '../mapping/payer';
import type { FromResource, ImportRun } from './import-run';
import { storeSets } from './store-set';

interface PayerDays {
  readonly payer: NamedPayer;
  /** Days of service; null while none was seen. */
  readonly served: DayRange | null;
  /** Days that Coverage resources state. */
  readonly stated: DayRange | null;
}

type Seen = Map<string, PayerDays>;

/** Gathers on which days which payer was seen for whom, over all files; the last step makes the coverages of it. */
export class CoverageDays {
  readonly #run: ImportRun;
  readonly #patients = new Map<Id<'Patient'>, Seen>();
  /** Coverage resources that were read, until it is known whether they have days. */
  readonly #resources: (FromResource<unknown> & { readonly patientId: Id<'Patient'>; readonly payerName: string })[] = [];

  constructor(run: ImportRun) {
    this.#run = run;
  }

  /** A claim names its payers for its days of service. */
  seen({ patientId, payers, serviceFrom, serviceTo }: MappedClaim): void {
    for (const payer of payers) this.#add(patientId, { payer, served: { from: serviceFrom, to: serviceTo }, stated: null });
  }

  collectResources(unit: Unit): void {
    const resolver = this.#run.resolverOf(unit);
    for (const coverage of this.#run.map(unit, 'Coverage', (entry) => mapCoverage(entry, resolver, this.#run.today))) {
      const { patientId, payer, days } = coverage.row;
      this.#add(patientId, { payer, served: null, stated: days });
      this.#resources.push({ ...coverage, patientId, payerName: payer.name });
    }
  }

  /** One coverage per payer and patient. Where no service was seen under a Coverage, its own days count. */
  async importCoverages(): Promise<void> {
    const histories = [...this.#patients].map(([patientId, seen]) => ({ patientId, payers: [...seen.values()].flatMap(toHistory) })).filter(({ payers }) => payers.length > 0);
    await this.#store(histories);
    for (const { type, notes, patientId, payerName } of this.#resources) {
      const days = this.#patients.get(patientId)?.get(payerName);
      if (days?.served ?? days?.stated) this.#run.report.mapped(type, notes);
      else this.#run.report.skipped(type, 'no day of service seen under it, and no first day of its own');
    }
  }

  #add(patientId: Id<'Patient'>, days: PayerDays): void {
    if (days.payer.isNobody) return;
    const seen: Seen = this.#patients.get(patientId) ?? new Map<string, PayerDays>();
    this.#patients.set(patientId, seen);
    const known = seen.get(days.payer.name);
    seen.set(days.payer.name, known ? { payer: known.payer, served: join(known.served, days.served), stated: join(known.stated, days.stated) } : days);
  }

  async #store(histories: readonly PatientHistory[]): Promise<void> {
    const stored = await storeSets(histories, (set) => this.#run.within('billing', async (session) => {
      const result = await session.transaction(async (transaction) => ok(await new CoverageImport(transaction, this.#run.practiceId, this.#run.clock).import(set)));
      if (result.ok) this.#run.report.recorded('coverages', { added: result.value.added, known: result.value.known, refused: result.value.overlapping });
    }));
    const refused = stored.filter(({ isRefused }) => isRefused).flatMap(({ row }) => row.payers);
    this.#run.report.recorded('coverages', { refused: refused.length });
  }
}

function join(one: DayRange | null, other: DayRange | null): DayRange | null {
  return spanOf([one, other].filter((range) => range !== null));
}

function toHistory({ payer, served, stated }: PayerDays): PayerInHistory[] {
  const days = served ?? stated;
  return days ? [{ payerName: payer.name, kind: payer.kind, ...days }] : [];
}
