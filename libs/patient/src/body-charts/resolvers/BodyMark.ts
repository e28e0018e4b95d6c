import { findBodyRegion } from '../body-mark';
import type { BodyMarkResolvers } from './../../types.generated';

export const BodyMark: BodyMarkResolvers = {
  __resolveReference: ({ id }, { bodyMarkLoader }) => bodyMarkLoader.byId.load(id),
  bodyRegion: ({ region }) => findBodyRegion(region)?.bodyRegion ?? null,
  encounter: ({ encounterId }, _args, { encounterLoader }) => encounterId && encounterLoader.byId.load(encounterId),
  patient: ({ patientId }, _args, { patientLoader }) => patientLoader.byId.load(patientId),
};
