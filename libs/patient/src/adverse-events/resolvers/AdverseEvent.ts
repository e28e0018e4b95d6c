import type { AdverseEventResolvers } from './../../types.generated';

export const AdverseEvent: AdverseEventResolvers = {
  encounter: ({ encounterId }, _args, { encounterLoader }) => encounterLoader.byId.load(encounterId),
  patient: ({ patientId }, _args, { patientLoader }) => patientLoader.byId.load(patientId),
};
