import type { EncounterResolvers } from './../../types.generated';

export const Encounter: Pick<EncounterResolvers, 'serviceLines'|'timedUnits'|'__resolveReference'> = {
  serviceLines: ({ id }, _args, { serviceLineLoader }) => serviceLineLoader.ofEncounter(id),
  timedUnits: ({ id }, _args, { serviceLineLoader }) => serviceLineLoader.unitsOf(id),
};
