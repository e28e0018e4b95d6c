import type DataLoader from 'dataloader';
import type { Id } from '@spindle/kernel';
import type { Sql } from '@spindle/database';
import { loadById, loadByParent } from '../keyed-loader';
import type { Coverage } from './coverage';
import { CoverageRepository } from './coverage.repository';

/** Coverages with plan and payer, one statement per batch. */
export class CoverageLoader {
  readonly byId: DataLoader<string, Coverage | null>;
  readonly ofPatient: DataLoader<string, readonly Coverage[]>;

  constructor(sql: Sql, practiceId: Id<'Practice'>) {
    const coverages = new CoverageRepository(sql, practiceId);
    this.byId = loadById((ids) => coverages.findMany(ids));
    this.ofPatient = loadByParent((patientIds) => coverages.findOfPatients(patientIds), ({ patientId }) => patientId);
  }
}
