import type DataLoader from 'dataloader';
import type { Id, Page } from '@spindle/kernel';
import type { Sql } from '@spindle/database';
import type { PageLoader } from '@spindle/subgraph';
import { loadById, loadByParent, loadPages } from '../keyed-loader';
import type { ImportedClaim, ImportedClaimLine } from './imported-claim';
import { ImportedClaimRepository } from './imported-claim.repository';

/** Imported claims and their lines, one statement per batch. */
export class ImportedClaimLoader {
  readonly byId: DataLoader<string, ImportedClaim | null>;
  readonly ofEncounter: DataLoader<string, readonly ImportedClaim[]>;
  readonly ofPatient: PageLoader<string, Page<ImportedClaim>>;
  readonly lines: DataLoader<string, readonly ImportedClaimLine[]>;

  constructor(sql: Sql, practiceId: Id<'Practice'>) {
    const claims = new ImportedClaimRepository(sql, practiceId);
    this.byId = loadById((ids) => claims.findMany(ids));
    this.ofEncounter = loadByParent((encounterIds) => claims.findOfEncounters(encounterIds), ({ encounterId }) => encounterId);
    this.lines = loadByParent((claimIds) => claims.findLines(claimIds), ({ claimId }) => claimId);
    this.ofPatient = loadPages({
      read: (patientIds, slice) => claims.findOfPatients(patientIds, slice),
      parentOf: ({ patientId }) => patientId,
      positionOf: ({ serviceFrom, id }) => [serviceFrom, id],
    });
  }
}
