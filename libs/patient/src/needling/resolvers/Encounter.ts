import type { EncounterResolvers } from './../../types.generated';

export const Encounter: Pick<EncounterResolvers, 'needling'|'__resolveReference'> = {
  needling: ({ id }, _args, { needlingLoader }) => needlingLoader.recordOf(id),
};
