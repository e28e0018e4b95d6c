import type DataLoader from 'dataloader';
import type { Id, Page } from '@spindle/kernel';
import type { Sql } from '@spindle/database';
import type { PageLoader } from '@spindle/subgraph';
import { loadById, loadByParent, loadPages } from '../keyed-loader';
import type { Charge } from './charge';
import { ChargeRepository } from './charge.repository';

/** Charges, one statement per batch. */
export class ChargeLoader {
  readonly byId: DataLoader<string, Charge | null>;
  readonly ofAppointment: DataLoader<string, readonly Charge[]>;
  readonly ofPatient: PageLoader<string, Page<Charge>>;

  constructor(sql: Sql, practiceId: Id<'Practice'>) {
    const charges = new ChargeRepository(sql, practiceId);
    this.byId = loadById((ids) => charges.findMany(ids));
    this.ofAppointment = loadByParent((appointmentIds) => charges.findOfAppointments(appointmentIds), ({ appointmentId }) => appointmentId);
    this.ofPatient = loadPages({
      read: (patientIds, slice) => charges.findOfPatients(patientIds, slice),
      parentOf: ({ patientId }) => patientId,
      positionOf: ({ serviceDate, id }) => [serviceDate, id],
    });
  }
}
