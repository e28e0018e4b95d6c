import type { OutcomeScoreResolvers } from './../../types.generated';

export const OutcomeScore: OutcomeScoreResolvers = {
  __resolveReference: ({ id }, { outcomeScoreLoader }) => outcomeScoreLoader.byId.load(id),
  encounter: ({ encounterId }, _args, { encounterLoader }) => encounterId && encounterLoader.byId.load(encounterId),
  measure: ({ measureCode }, _args, { catalogue }) => catalogue.measures.find(measureCode),
  patient: ({ patientId }, _args, { patientLoader }) => patientLoader.byId.load(patientId),
};
