import { PRACTICE_TIME_ZONE, type Clock } from '@spindle/kernel';
import { applyOnce, type Database } from '@spindle/database';
import type { Logger, SubgraphDefinition } from '@spindle/subgraph';
import { createContext, type Context } from './context';
import { followMerges } from './patient-aliases/follow-merges.service';
import { policy } from './policy';
import { resolvers } from './resolvers.generated';
import { typeDefs } from './typeDefs.generated';

export type { CoverageImportReport, PatientHistory, PayerInHistory } from './coverages/coverage-import.service';
export type { ClaimImportReport } from './imported-claims/imported-claim.service';
export type { ClaimToImport, ImportedClaimLine } from './imported-claims/imported-claim';
export type { InsurancePlan, InsurancePlanKind, Payer } from './payers/payer';
export type { NamedInsurancePlan } from './payers/insurance-plan.service';
export type { NamedPayer } from './payers/payer.service';
export { CLAIM_STATES, OPEN_CLAIM_STATES, type ClaimState } from './claims/claim-transition';
export { CoverageImport } from './coverages/coverage-import.service';
export { MEMBER_ID } from './coverages/member-id.columns';
export { billingSchema } from './data-source';
export { HistoryImport, type BillingHistory, type HistoryImportReport } from './imported-claims/history-import.service';
export { ImportedClaimService } from './imported-claims/imported-claim.service';
export { InsurancePlanService } from './payers/insurance-plan.service';
export type { LedgerEntry, LedgerEntryKind, ResponsibleParty } from './ledger/ledger';
export { PayerService } from './payers/payer.service';
export { INSURANCE_RECORD } from './record-export/insurance-record';
export { RecordImportService as InsuranceRecordImport, type InsuranceImported } from './record-export/record-import.service';

export interface BillingOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The practice's IANA time zone, in which today is reckoned. */
  readonly timeZone?: string;
}

/** Payers, plans, coverages, charges, claims and the ledger. */
export function billingSubgraph({ database, clock, logger, timeZone = PRACTICE_TIME_ZONE }: BillingOptions): SubgraphDefinition<Context> {
  return {
    name: 'billing',
    typeDefs,
    resolvers,
    policy,
    logger,
    open: (request) => {
      const session = database.session(request.viewer, request);
      return { context: createContext(session, { clock, timeZone }), trail: session.trail, end: () => session.end() };
    },
    /** Every event is recorded once; merges of patients' records are followed. */
    receive: (event) => applyOnce(database, event, (transaction) => followMerges(transaction, event)),
    ready: () => database.ready(),
    close: () => database.close(),
  };
}
