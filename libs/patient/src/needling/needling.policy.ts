import type { Policy } from '@spindle/subgraph';
import type { NeedlingSite } from './needling';

export const needling: Policy = {
  Mutation: { recordNeedlingSite: ['PRACTITIONER'], correctNeedlingSite: ['PRACTITIONER'], withdrawNeedlingSite: ['PRACTITIONER'] },
  types: {
    NeedlingRecord: { CLINICAL: 'sites history needlesIn needlesOut distinctMuscles procedureCode' },
    NeedlingSite: {
      patientOf: ({ patientId }: NeedlingSite) => patientId,
      STRUCTURE: 'id',
      CLINICAL: 'muscle side needleDiameterMm needleLengthMm lot needlesIn needlesOut tautBand twitchResponse sensation electricalStimulation practitioner recordedAt correctsId withdrawn',
    },
    RecordNeedlingSitePayload: { STRUCTURE: 'encounter errors' },
    CorrectNeedlingSitePayload: { STRUCTURE: 'encounter errors' },
    WithdrawNeedlingSitePayload: { STRUCTURE: 'encounter errors' },
    MuscleUnknownError: { STRUCTURE: 'message muscleKey' },
    NeedlingSiteNotFoundError: { STRUCTURE: 'message' },
    Encounter: { CLINICAL: 'needling' },
  },
};
