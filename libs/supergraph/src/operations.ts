import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceFolder } from './workspace-folder';

/** The operations of the clinic's main screens, which the product ships as documents. */
export const OPERATIONS = {
  daySheet: read('day-sheet'),
  dayList: read('day-list'),
  chart: read('chart'),
  claimsWorklist: read('claims-worklist'),
  patientRecord: read('patient-record'),
} as const;

function read(name: string): string {
  return readFileSync(join(workspaceFolder(), 'libs/supergraph/operations', `${name}.graphql`), 'utf8');
}
