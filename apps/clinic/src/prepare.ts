import { migrate, type DatabasePlace } from '@spindle/database';
import type { Clock } from '@spindle/kernel';
import { isSeeded, seedSampleClinic } from '@spindle/sample-clinic';
import { registerSamplePeople } from './sample-people';
import { SCHEMAS } from './schemas';

export interface PrepareOptions {
  readonly place: DatabasePlace;
  readonly clock: Clock;
  readonly progress: (line: string) => void;
}

/** Brings the database to the present version. */
export async function migrateClinic(place: DatabasePlace, progress: (line: string) => void): Promise<void> {
  for (const definition of SCHEMAS) {
    const { ran } = await migrate(definition, place);
    if (ran.length > 0) progress(`Migrated schema ${definition.schema} (${ran.length})`);
  }
}

/** Brings the database to the present version and makes the sample clinic when there is none. */
export async function prepareClinic({ place, clock, progress }: PrepareOptions): Promise<void> {
  await migrateClinic(place, progress);
  if (!(await isSeeded(place))) {
    progress('Making the sample clinic');
    await seedSampleClinic({ ...place, size: 'S', clock, progress });
  }
  await registerSamplePeople(place);
}
