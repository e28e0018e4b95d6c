import type { QueryResolvers } from './../../../types.generated';

export const consultationRequests: NonNullable<QueryResolvers['consultationRequests']> = (_parent, args, { consultationRequests: requests }) => requests.list(args);
