import { combinePolicies } from '@spindle/subgraph';
import { accesses } from './accesses/accesses.policy';
import { charges } from './charges/charges.policy';
import { claims } from './claims/claims.policy';
import { coverages } from './coverages/coverages.policy';
import { importedClaims } from './imported-claims/imported-claims.policy';
import { ledger } from './ledger/ledger.policy';
import { payers } from './payers/payers.policy';
import { recordExport } from './record-export/record-export.policy';
import { references } from './references/references.policy';

/** Who sees what of this subgraph: every field of its SDL, once. */
export const policy = combinePolicies(
  accesses,
  charges,
  claims,
  coverages,
  importedClaims,
  ledger,
  payers,
  recordExport,
  references,
);
