import type { RangeOfMotionResolvers } from './../../types.generated';

export const RangeOfMotion: RangeOfMotionResolvers = {};
