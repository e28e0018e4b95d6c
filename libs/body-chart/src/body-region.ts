/** Parts of the body, as muscles, conditions and the body chart name them. */
export const BODY_REGIONS = [
  'HEAD', 'JAW', 'NECK', 'SHOULDER', 'CHEST', 'ABDOMEN', 'UPPER_BACK', 'LOW_BACK',
  'UPPER_ARM', 'ELBOW', 'FOREARM', 'HAND', 'HIP', 'THIGH', 'KNEE', 'LOWER_LEG', 'FOOT',
] as const;
export type BodyRegion = (typeof BODY_REGIONS)[number];
