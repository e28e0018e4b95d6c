import type { ScreeningResolvers } from './../../types.generated';

export const Screening: ScreeningResolvers = {
  __resolveReference: ({ id }, { screeningLoader }) => screeningLoader.byId.load(id),
  encounter: ({ encounterId }, _args, { encounterLoader }) => encounterId && encounterLoader.byId.load(encounterId),
  patient: ({ patientId }, _args, { patientLoader }) => patientLoader.byId.load(patientId),
};
