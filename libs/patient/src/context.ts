import type { Clock } from '@spindle/kernel';
import type { PracticeSession } from '@spindle/database';
import type { Viewer } from '@spindle/subgraph';
import { ConditionLoader } from './conditions/condition.loader';
import { EncounterLoader } from './encounters/encounter.loader';
import { PatientLoader } from './patients/patient.loader';
import { PatientService } from './patients/patient.service';
import { PatientSearch } from './search/search.repository';

/** What resolvers of this subgraph work with, for one request. */
export interface Context {
  readonly viewer: Viewer;
  readonly patients: PatientService;
  readonly patientLoader: PatientLoader;
  readonly patientSearch: PatientSearch;
  readonly encounterLoader: EncounterLoader;
  readonly conditionLoader: ConditionLoader;
}

export function createContext(session: PracticeSession, clock: Clock): Context {
  return {
    viewer: session.viewer,
    patients: new PatientService(session, clock),
    patientLoader: new PatientLoader(session),
    patientSearch: new PatientSearch(session),
    encounterLoader: new EncounterLoader(session),
    conditionLoader: new ConditionLoader(session),
  };
}
