import type { EncounterResolvers } from './../../types.generated';

export const Encounter: Pick<EncounterResolvers, 'painAfter'|'painBefore'|'rangeOfMotion'|'__resolveReference'> = {
  painAfter: async ({ id }, _args, { measurementLoader }) => (await measurementLoader.pain.load(id)).after,
  painBefore: async ({ id }, _args, { measurementLoader }) => (await measurementLoader.pain.load(id)).before,
  rangeOfMotion: async ({ id }, _args, { measurementLoader }) => [...await measurementLoader.motion.load(id)],
};
