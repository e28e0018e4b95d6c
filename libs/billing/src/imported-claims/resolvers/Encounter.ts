import type { EncounterResolvers } from './../../types.generated';

export const Encounter: Pick<EncounterResolvers, 'importedClaims' | '__resolveReference'> = {
  importedClaims: ({ id }, _args, { load }) => load.importedClaims.ofEncounter.load(id),
};
