import type { Policy } from '@spindle/subgraph';

export const measurements: Policy = {
  Mutation: { recordPain: ['PRACTITIONER'], recordRangeOfMotion: ['PRACTITIONER'] },
  types: {
    RangeOfMotion: { STRUCTURE: 'id', CLINICAL: 'phase movement side degrees recordedAt' },
    RecordPainPayload: { STRUCTURE: 'encounter errors' },
    RecordRangeOfMotionPayload: { STRUCTURE: 'encounter errors' },
    PainOutOfRangeError: { STRUCTURE: 'message' },
    Encounter: { CLINICAL: 'painBefore painAfter rangeOfMotion' },
  },
};
