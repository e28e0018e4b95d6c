import type { GoalProgressResolvers } from './../../types.generated';

export const GoalProgress: GoalProgressResolvers = {};
