import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const bookSeries: NonNullable<MutationResolvers['bookSeries']> = async (_parent, { input }, { seriesBooking, series }) =>
  toPayload(await seriesBooking.book(input), async ({ seriesId, proposal }) => ({ series: await series.reload(seriesId), proposal }));
