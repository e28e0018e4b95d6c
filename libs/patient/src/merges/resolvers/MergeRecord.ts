import type { MergeRecordResolvers } from './../../types.generated';

export const MergeRecord: MergeRecordResolvers = {
  merged: ({ mergedId }, _args, { patientLoader }) => patientLoader.byId.load(mergedId),
  survivor: ({ survivorId }, _args, { patientLoader }) => patientLoader.byId.load(survivorId),
};
