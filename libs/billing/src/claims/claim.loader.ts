import type DataLoader from 'dataloader';
import type { Id, Page } from '@spindle/kernel';
import type { Sql } from '@spindle/database';
import type { PageLoader } from '@spindle/subgraph';
import { loadById, loadByParent, loadPages } from '../keyed-loader';
import type { Claim, ClaimLine } from './claim';
import { ClaimRepository } from './claim.repository';

/** Claims with their payer, and their lines, one statement per batch. */
export class ClaimLoader {
  readonly byId: DataLoader<string, Claim | null>;
  readonly ofAppointment: DataLoader<string, readonly Claim[]>;
  readonly ofPatient: PageLoader<string, Page<Claim>>;
  readonly lines: DataLoader<string, readonly ClaimLine[]>;

  constructor(sql: Sql, practiceId: Id<'Practice'>) {
    const claims = new ClaimRepository(sql, practiceId);
    this.byId = loadById((ids) => claims.findMany(ids));
    this.ofAppointment = loadByParent((appointmentIds) => claims.findOfAppointments(appointmentIds), ({ appointmentId }) => appointmentId);
    this.lines = loadByParent((claimIds) => claims.findLines(claimIds), ({ claimId }) => claimId);
    this.ofPatient = loadPages({
      read: (patientIds, slice) => claims.findOfPatients(patientIds, slice),
      parentOf: ({ patientId }) => patientId,
      positionOf: ({ serviceDate, id }) => [serviceDate, id],
    });
  }
}
