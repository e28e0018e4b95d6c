import { statement, type Transaction } from '@spindle/database';
import type { DomainEvent, EventPayloads } from '@spindle/subgraph';

const ADD_PATIENT = statement(`INSERT INTO scheduling.resource (practice_id, id, kind, capacity) 
  SELECT $1, $2::uuid, 'PATIENT', 1 WHERE NOT EXISTS (SELECT FROM scheduling.patient_alias WHERE practice_id = $1 AND merged_id = $2) ON CONFLICT DO NOTHING`);

/** Makes a registered patient somebody whose time can be taken, unless they were merged into another meanwhile. Other events change nothing here. */
export async function followPatients({ sql, audit }: Transaction, event: DomainEvent): Promise<void> {
  if (event.type !== 'PatientRegistered') return;
  const { patientId } = event.payload as EventPayloads['PatientRegistered'];
  audit.changed(patientId, 'SCHEDULE');
  await sql.count(ADD_PATIENT, [event.practiceId, patientId]);
}
