import type { Clock } from '@spindle/kernel';
import type { PracticeSession } from '@spindle/database';
import type { Viewer } from '@spindle/subgraph';
import type { ClinicalCatalogue } from './catalogue';
import { ConditionLoader } from './conditions/condition.loader';
import { ConditionService } from './conditions/condition.service';
import { EncounterLoader } from './encounters/encounter.loader';
import { PatientLoader } from './patients/patient.loader';
import { PatientService } from './patients/patient.service';
import { PatientSearch } from './search/search.repository';

/** What resolvers of this subgraph work with, for one request. */
export interface Context {
  readonly viewer: Viewer;
  readonly catalogue: ClinicalCatalogue;
  readonly patients: PatientService;
  readonly patientLoader: PatientLoader;
  readonly patientSearch: PatientSearch;
  readonly encounterLoader: EncounterLoader;
  readonly conditions: ConditionService;
  readonly conditionLoader: ConditionLoader;
}

/** What all requests share. */
export interface Surroundings {
  readonly clock: Clock;
  readonly catalogue: ClinicalCatalogue;
}

export function createContext(session: PracticeSession, { clock, catalogue }: Surroundings): Context {
  return {
    viewer: session.viewer,
    catalogue,
    patients: new PatientService(session, clock),
    patientLoader: new PatientLoader(session),
    patientSearch: new PatientSearch(session),
    encounterLoader: new EncounterLoader(session),
    conditions: new ConditionService(session, { clock, codes: catalogue.conditions.codes }),
    conditionLoader: new ConditionLoader(session),
  };
}
