import { todayIn, type CalendarDay, type Clock, type Page } from '@spindle/kernel';
import { accessLoader, type PracticeSession } from '@spindle/database';
import type { PageLoader, RecordAccess, Viewer } from '@spindle/subgraph';
import { ChargeLoader } from './charges/charge.loader';
import { ClaimLoader } from './claims/claim.loader';
import { ClaimService } from './claims/claim.service';
import { CoverageLoader } from './coverages/coverage.loader';
import { CoverageService } from './coverages/coverage.service';
import { ImportedClaimLoader } from './imported-claims/imported-claim.loader';
import { LedgerLoader } from './ledger/ledger.loader';
import { PatientAliasRepository } from './patient-aliases/patient-alias.repository';
import { InsurancePlanService } from './payers/insurance-plan.service';
import { PayerLoader } from './payers/payer.loader';
import { PayerService } from './payers/payer.service';
import { RecordExportLoader } from './record-export/record-export.loader';

/** What resolvers of this subgraph work with, for one request. */
export interface Context {
  readonly viewer: Viewer;
  readonly accesses: PageLoader<string, Page<RecordAccess>>;
  readonly session: PracticeSession;
  /** The practice's present day. */
  readonly today: CalendarDay;
  readonly payers: PayerService;
  readonly insurancePlans: InsurancePlanService;
  readonly coverages: CoverageService;
  readonly claims: ClaimService;
  readonly load: Loaders;
}

/** Batched reads: one statement for all rows of a request that ask for the same thing. */
export interface Loaders {
  readonly payers: PayerLoader;
  readonly coverages: CoverageLoader;
  readonly charges: ChargeLoader;
  readonly claims: ClaimLoader;
  readonly ledger: LedgerLoader;
  readonly importedClaims: ImportedClaimLoader;
  readonly records: RecordExportLoader;
}

export function createContext(session: PracticeSession, { clock, timeZone }: { readonly clock: Clock; readonly timeZone: string }): Context {
  const { practiceId } = session.viewer;
  return {
    viewer: session.viewer,
    accesses: accessLoader(session, (ids) => new PatientAliasRepository(session, session.viewer.practiceId).rootsOf(ids)),
    session,
    today: todayIn(timeZone, clock),
    payers: new PayerService(session, practiceId),
    insurancePlans: new InsurancePlanService(session, practiceId),
    coverages: new CoverageService(session, clock),
    claims: new ClaimService(session),
    load: {
      payers: new PayerLoader(session, practiceId),
      coverages: new CoverageLoader(session, practiceId),
      charges: new ChargeLoader(session, practiceId),
      claims: new ClaimLoader(session, practiceId),
      ledger: new LedgerLoader(session, practiceId),
      importedClaims: new ImportedClaimLoader(session, practiceId),
      records: new RecordExportLoader(session, practiceId),
    },
  };
}
