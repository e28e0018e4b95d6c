import type { Clock } from '@spindle/kernel';
import { applyOnce, type Database } from '@spindle/database';
import type { Logger, SubgraphDefinition } from '@spindle/subgraph';
import { loadCatalogue, type ClinicalCatalogue } from './catalogue';
import { createContext, type Context } from './context';
import { followVisit } from './encounters/encounter.service';
import { countVisit } from './planned-visits/planned-visit.service';
import { policy } from './policy';
import { copyCredentials } from './practitioner-credentials/practitioner-credential.service';
import { resolvers } from './resolvers.generated';
import { typeDefs } from './typeDefs.generated';

export { loadCatalogue, type ClinicalCatalogue } from './catalogue';
export { patientSchema } from './data-source';
export { isSamePerson } from './imported-history/imported-history';
export type { ImportedCondition, ImportedEncounter, ImportedPatient } from './imported-history/imported-history';
export { ImportedHistoryService, type ImportOutcome } from './imported-history/imported-history.service';
export { CLINICAL_RULES } from './obligations/clinical-rules';
export { obligationsThrough } from './obligations/obligation';
export { advanceObligations, startObligationClock } from './obligations/obligation-clock.service';
export { checkDetails, telephoneDigits, type PatientDetails } from './patients/patient';
export { sortName } from './patients/sort-name';
export { PATIENT_RECORD } from './record-export/patient-record';
export { RecordImportService as ClinicalRecordImport, type RecordConflict, type RecordImported } from './record-export/record-import.service';
export { answerQuestions, type Screening } from './screenings/screening';
export { searchTokens } from './search/search-tokens';

export interface PatientSubgraphOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Read from its files when it is not given. */
  readonly catalogue?: ClinicalCatalogue;
}

/** The patient subgraph over its database. */
export function patientSubgraph({ database, clock, logger, catalogue = loadCatalogue() }: PatientSubgraphOptions): SubgraphDefinition<Context> {
  return {
    name: 'patient',
    typeDefs,
    resolvers,
    policy,
    logger,
    open(request) {
      const session = database.session(request.viewer, request);
      return { context: createContext(session, { clock, catalogue }), trail: session.trail, end: () => session.end() };
    },
    receive: (event) => applyOnce(database, event, async (transaction) => {
      await followVisit(transaction, event);
      await countVisit(transaction, event, clock);
      await copyCredentials(transaction, event);
    }),
    ready: () => database.ready(),
    close: () => database.close(),
  };
}
