import type { BodyRegion } from '@spindle/body-chart';

export { BODY_REGIONS, type BodyRegion } from '@spindle/body-chart';

/** What patients call the parts of the body. */
export const PLAIN_NAMES: Readonly<Record<BodyRegion, string>> = {
  HEAD: 'head', JAW: 'jaw', NECK: 'neck', SHOULDER: 'shoulder', CHEST: 'chest', ABDOMEN: 'belly', UPPER_BACK: 'upper back', LOW_BACK: 'low back',
  UPPER_ARM: 'upper arm', ELBOW: 'elbow', FOREARM: 'forearm', HAND: 'hand', HIP: 'hip', THIGH: 'thigh', KNEE: 'knee', LOWER_LEG: 'lower leg', FOOT: 'foot',
};
