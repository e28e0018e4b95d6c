import { toPayload } from '@spindle/subgraph';
import type { QueryResolvers } from './../../../types.generated';

export const proposeSeries: NonNullable<QueryResolvers['proposeSeries']> = async (_parent, { request }, { seriesBooking }) =>
  toPayload(await seriesBooking.propose(request), (proposal) => Promise.resolve({ proposal }));
