import DataLoader from 'dataloader';
import type { Id } from '@spindle/kernel';
import type { PracticeSession } from '@spindle/database';
import type { Contact, ContactPoint, Patient } from './patient';
import { PatientRepository } from './patient.repository';

/** Patients and what belongs to them, one statement per batch. */
export class PatientLoader {
  readonly byId: DataLoader<Id<'Patient'>, Patient | null>;
  readonly telecom: DataLoader<Id<'Patient'>, ContactPoint[]>;
  readonly contacts: DataLoader<Id<'Patient'>, Contact[]>;

  constructor(session: PracticeSession) {
    const patients = new PatientRepository(session, session.viewer.practiceId);
    this.byId = new DataLoader(async (ids) => {
      const found = new Map((await patients.findMany(ids)).map((patient) => [patient.id, patient]));
      return ids.map((id) => found.get(id) ?? null);
    });
    this.telecom = new DataLoader(async (ids) => inOrder(ids, await patients.telecomOf(ids)));
    this.contacts = new DataLoader(async (ids) => inOrder(ids, await patients.contactsOf(ids)));
  }

  /** The patient; null for no id. */
  find(id: Id<'Patient'> | null): Promise<Patient | null> | null {
    return id && this.byId.load(id);
  }

  /** Those of the patients that are there. */
  async loadPresent(ids: readonly Id<'Patient'>[]): Promise<Patient[]> {
    return (await Promise.all(ids.map((id) => this.byId.load(id)))).filter((patient) => patient !== null);
  }

  /** Reads a patient again after a change. */
  reload(id: Id<'Patient'>): Promise<Patient | null> {
    this.telecom.clear(id);
    this.contacts.clear(id);
    return this.byId.clear(id).load(id);
  }
}

function inOrder<T>(ids: readonly Id<'Patient'>[], found: ReadonlyMap<Id<'Patient'>, T[]>): T[][] {
  return ids.map((id) => found.get(id) ?? []);
}
