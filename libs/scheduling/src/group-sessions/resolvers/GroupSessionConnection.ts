import type { GroupSessionConnectionResolvers } from './../../types.generated';

export const GroupSessionConnection: GroupSessionConnectionResolvers = {};
