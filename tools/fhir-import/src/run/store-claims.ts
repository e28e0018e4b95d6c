import { ok } from '@spindle/kernel';
import { ImportedClaimService, type ClaimToImport } from '@spindle/billing';
import { ImportedHistoryService } from '@spindle/patient';
import type { MappedClaim } from '../mapping/claim';
import type { FromResource, ImportRun } from './import-run';

/** Stores claims with the ids of their encounters, as far as those were imported. Returns those that were stored, unchanged. */
export async function storeClaims<Claim extends FromResource<MappedClaim>>(run: ImportRun, claims: readonly Claim[]): Promise<Claim[]> {
  const keys = claims.map(({ row }) => row.encounterSourceKey).filter((key) => key !== null);
  const encounters = keys.length === 0 ? new Map<string, string>() : await run.within('patient', (session) => new ImportedHistoryService(session, run.clock).findEncounters(keys));
  return run.store(claims, 'claims', (rows) => run.within('billing', async (session) => {
    const toImport = rows.map((row): ClaimToImport => withoutNames({ ...row, encounterId: encounters.get(row.encounterSourceKey ?? '') ?? null }));
    const result = await session.transaction(async (transaction) => ok(await new ImportedClaimService(transaction, run.practiceId, run.clock).import(toImport)));
    if (!result.ok) throw new Error('An import of claims cannot be refused.');
    return result.value;
  }));
}

function withoutNames({ payers: _payers, patientKey: _patientKey, ...claim }: MappedClaim): ClaimToImport {
  return claim;
}
