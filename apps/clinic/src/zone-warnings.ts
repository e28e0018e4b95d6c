import type { DatabasePlace } from '@spindle/database';
import { checkZoneData, describeDifference } from '@spindle/scheduling';
import type { Logger } from '@spindle/subgraph';

/** A line for each zone of the practices about which this program and the database think differently, told to the log too. */
export async function zoneWarnings(place: DatabasePlace, now: Date, logger: Logger): Promise<string[]> {
  const differences = await checkZoneData(place, now);
  for (const difference of differences) logger.error('zone data differ', { ...difference });
  return differences.map((difference) => `Time zones differ. ${describeDifference(difference)}. Visits after that would be shown an hour off: bring Node and PostgreSQL to the same zone data.`);
}
