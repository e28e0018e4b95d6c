import DataLoader from 'dataloader';
import type { Id } from '@spindle/kernel';
import type { PracticeSession } from '@spindle/database';
import type { MergeRecord } from './merge';
import { MergeRepository } from './merge.repository';

/** Merges, one statement per batch. */
export class MergeLoader {
  readonly byId: DataLoader<Id<'MergeRecord'>, MergeRecord | null>;
  readonly ofPatient: DataLoader<Id<'Patient'>, readonly MergeRecord[]>;
  /** The record that one leads to in the end: itself when it was never merged. */
  readonly root: DataLoader<Id<'Patient'>, Id<'Patient'>>;

  constructor(session: PracticeSession) {
    const merges = new MergeRepository(session, session.viewer.practiceId);
    this.byId = new DataLoader(async (ids) => {
      const found = new Map((await merges.findMany(ids)).map((merge) => [merge.id, merge]));
      return ids.map((id) => found.get(id) ?? null);
    });
    this.ofPatient = new DataLoader(async (ids) => {
      const found = await merges.ofPatients(ids);
      return ids.map((id) => found.get(id) ?? []);
    });
    this.root = new DataLoader(async (ids) => {
      const found = await merges.rootsOf(ids);
      return ids.map((id) => found.get(id) ?? id);
    });
  }

  /** The survivor of a merged record; null for a record of its own. */
  async survivorOf(id: Id<'Patient'>): Promise<Id<'Patient'> | null> {
    const root = await this.root.load(id);
    return root === id ? null : root;
  }
}
