import type { EncounterResolvers } from './../../types.generated';

export const Encounter: Pick<EncounterResolvers, 'readiness'|'__resolveReference'> = {
  readiness: (encounter, { procedure }, { readinessLoader }) => readinessLoader.ofEncounter(encounter, procedure),
};
