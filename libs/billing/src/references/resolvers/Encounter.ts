import type { EncounterResolvers } from './../../types.generated';

export const Encounter: Pick<EncounterResolvers, 'id' | '__resolveReference'> = {
  __resolveReference: ({ id }) => ({ id }),
};
