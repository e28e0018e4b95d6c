import { STAFF, type Policy } from '@spindle/subgraph';
import type { BodyMark } from './body-mark';

export const bodyCharts: Policy = {
  Query: { bodyFigure: [...STAFF, 'PATIENT'] },
  Mutation: { addBodyMark: ['PRACTITIONER', 'SERVICE'] },
  types: {
    BodyMark: {
      patientOf: ({ patientId }: BodyMark) => patientId,
      STRUCTURE: 'id',
      CLINICAL: 'patient encounter region bodyRegion x y kind intensity markedAt',
    },
    BodyFigure: { REFERENCE: 'version width height svg regions' },
    BodyFigureRegion: { REFERENCE: 'key name view bodyRegion side polygon' },
    BodyMarkEdge: { STRUCTURE: 'cursor node' },
    BodyMarkConnection: { STRUCTURE: 'edges pageInfo' },
    Patient: { CLINICAL: 'bodyMarks' },
    AddBodyMarkPayload: { STRUCTURE: 'bodyMark errors' },
    UnknownBodyRegionError: { STRUCTURE: 'message region' },
    OutsideBodyRegionError: { STRUCTURE: 'message liesIn' },
  },
};
