import DataLoader from 'dataloader';
import type { Id, Page } from '@spindle/kernel';
import type { PracticeSession } from '@spindle/database';
import { pageLoader, type PageLoader } from '@spindle/subgraph';
import type { Encounter } from './encounter';
import { EncounterRepository } from './encounter.repository';

/** Encounters, one statement per batch. */
export class EncounterLoader {
  readonly byId: DataLoader<Id<'Encounter'>, Encounter | null>;
  readonly byAppointment: DataLoader<Id<'Appointment'>, Encounter | null>;
  readonly ofPatient: PageLoader<Id<'Patient'>, Page<Encounter>>;

  constructor(session: PracticeSession) {
    const encounters = new EncounterRepository(session, session.viewer.practiceId);
    this.byId = new DataLoader(async (ids) => {
      const found = new Map((await encounters.findMany(ids)).map((encounter) => [encounter.id, encounter]));
      return ids.map((id) => found.get(id) ?? null);
    });
    this.byAppointment = new DataLoader(async (ids) => {
      const found = new Map((await encounters.findByAppointments(ids)).map((encounter) => [encounter.appointmentId, encounter]));
      return ids.map((id) => found.get(id) ?? null);
    });
    this.ofPatient = pageLoader((patientIds, page) => encounters.pagesOf(patientIds, page));
  }
}
