import type { EncounterResolvers } from './../../types.generated';

export const Encounter: Pick<EncounterResolvers, 'adverseEvents'|'__resolveReference'> = {
  adverseEvents: async ({ id }, _args, { adverseEventLoader }) => [...await adverseEventLoader.ofEncounter.load(id)],
};
