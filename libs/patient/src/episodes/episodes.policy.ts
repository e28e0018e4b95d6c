import { STAFF, type Policy } from '@spindle/subgraph';
import type { Episode } from './episode';

export const episodes: Policy = {
  Query: { episodeOfCare: [...STAFF, 'PATIENT'] },
  Mutation: {
    openEpisode: ['FRONT_DESK', 'PRACTITIONER', 'SERVICE'],
    dischargePatient: ['PRACTITIONER'],
  },
  types: {
    EpisodeOfCare: {
      patientOf: ({ patientId }: Episode) => patientId,
      STRUCTURE: 'id version',
      SCHEDULE: 'patient discipline status startedOn finishedOn plans',
      CLINICAL: 'reason dischargeSummary',
    },
    DischargeSummary: { CLINICAL: 'dischargedOn outcome summary practitioner treatmentDays' },
    EpisodeOfCareEdge: { STRUCTURE: 'cursor node' },
    EpisodeOfCareConnection: { STRUCTURE: 'edges pageInfo' },
    OpenEpisodePayload: { STRUCTURE: 'episode errors' },
    DischargePatientPayload: { STRUCTURE: 'episode errors' },
    EpisodeAlreadyOpenError: { STRUCTURE: 'message episode' },
    EpisodeNotFoundError: { STRUCTURE: 'message' },
    EpisodeClosedError: { STRUCTURE: 'message status' },
    PractitionerRequiredError: { STRUCTURE: 'message' },
    Patient: { SCHEDULE: 'episodes' },
  },
};
