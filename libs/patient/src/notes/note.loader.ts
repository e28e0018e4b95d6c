import DataLoader from 'dataloader';
import type { Id } from '@spindle/kernel';
import type { PracticeSession } from '@spindle/database';
import { SigningCheckRepository, type KeptSigningCheck } from '../signing/signing-check.repository';
import type { ClinicalNote } from './note';
import { NoteRepository, type NoteAddendum, type NoteVersion } from './note.repository';

/** Notes and what belongs to them, one statement per batch. */
export class NoteLoader {
  readonly byId: DataLoader<Id<'ClinicalNote'>, ClinicalNote | null>;
  readonly ofEncounter: DataLoader<Id<'Encounter'>, ClinicalNote | null>;
  readonly versions: DataLoader<Id<'ClinicalNote'>, readonly NoteVersion[]>;
  readonly addenda: DataLoader<Id<'ClinicalNote'>, readonly NoteAddendum[]>;
  readonly checks: DataLoader<Id<'ClinicalNote'>, readonly KeptSigningCheck[]>;

  constructor(session: PracticeSession) {
    const notes = new NoteRepository(session, session.viewer.practiceId);
    const checks = new SigningCheckRepository(session, session.viewer.practiceId);
    this.byId = new DataLoader(async (ids) => {
      const found = new Map((await notes.findMany(ids)).map((note) => [note.id, note]));
      return ids.map((id) => found.get(id) ?? null);
    });
    this.ofEncounter = new DataLoader(async (ids) => {
      const found = new Map((await notes.ofEncounters(ids)).map((note) => [note.encounterId, note]));
      return ids.map((id) => found.get(id) ?? null);
    });
    this.versions = new DataLoader(async (ids) => listsOf(ids, await notes.versionsOf(ids)));
    this.addenda = new DataLoader(async (ids) => listsOf(ids, await notes.addendaOf(ids)));
    this.checks = new DataLoader(async (ids) => listsOf(ids, await checks.ofNotes(ids)));
  }

  /** Reads a note again after a change. */
  reload(id: Id<'ClinicalNote'>): Promise<ClinicalNote | null> {
    for (const loader of [this.versions, this.addenda, this.checks]) loader.clear(id);
    return this.byId.clear(id).load(id);
  }
}

function listsOf<T>(ids: readonly Id<'ClinicalNote'>[], found: ReadonlyMap<Id<'ClinicalNote'>, readonly T[]>): (readonly T[])[] {
  return ids.map((id) => found.get(id) ?? []);
}
