import type { CareTaskResolvers } from './../../types.generated';

export const CareTask: CareTaskResolvers = {
  encounter: ({ encounterId }, _args, { encounterLoader }) => encounterLoader.byId.load(encounterId),
  patient: ({ patientId }, _args, { patientLoader }) => patientLoader.byId.load(patientId),
};
