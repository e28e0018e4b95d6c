import { migrateClinic, openLocalDatabase, prepareClinic } from '@spindle/clinic';
import { billingSchema } from '@spindle/billing';
import { openDatabase } from '@spindle/database';
import { parseId, type Clock, type Id } from '@spindle/kernel';
import { patientSchema } from '@spindle/patient';
import { SAMPLE_PRACTICES } from '@spindle/sample-clinic';
import { schedulingSchema } from '@spindle/scheduling';
import type { Databases } from './run/import-run';

/** Where an import goes. */
export interface Practice {
  readonly id: Id<'Practice'>;
  readonly name: string;
  readonly isSample: boolean;
}

/** A sample practice by its name in the sample or its slug, any practice by its UUID; null for other words. */
export function findPractice(word: string): Practice | null {
  const sample = Object.entries(SAMPLE_PRACTICES).find(([name, { slug, id }]) => [name, slug, id].includes(word.toLowerCase()))?.[1];
  if (sample) return { id: sample.id, name: sample.name, isSample: true };
  const id = parseId<'Practice'>(word);
  return id && { id, name: `practice ${id}`, isSample: false };
}

export interface OpenOptions {
  readonly practice: Practice;
  readonly clock: Clock;
  readonly progress: (line: string) => void;
}

/**
 * The clinic's databases: beside the clinic that runs on this machine, else started for the import; or those of
 * `DATABASE_URL`. They are brought to the present version; a sample practice is made first, as `npm start` would.
 */
export async function openDatabases({ practice, clock, progress }: OpenOptions): Promise<{ databases: Databases; close(): Promise<void> }> {
  const local = await openLocalDatabase({ beside: true, progress });
  const { place } = local;
  if (practice.isSample) await prepareClinic({ place, clock, progress });
  else await migrateClinic(place, progress);
  const [patient, scheduling, billing] = [await openDatabase(patientSchema, place), await openDatabase(schedulingSchema, place), await openDatabase(billingSchema, place)];
  return {
    databases: { patient, scheduling, billing },
    close: async () => {
      await Promise.all([patient, scheduling, billing].map((database) => database.close()));
      await local.stop();
    },
  };
}
