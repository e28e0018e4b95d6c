import type { EncounterResolvers } from './../../types.generated';

export const Encounter: Pick<EncounterResolvers, 'note'|'__resolveReference'> = {
  note: ({ id }, _args, { noteLoader }) => noteLoader.ofEncounter.load(id),
};
