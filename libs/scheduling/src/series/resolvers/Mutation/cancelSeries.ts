import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const cancelSeries: NonNullable<MutationResolvers['cancelSeries']> = async (_parent, { input }, { seriesChanges, series }) =>
  toPayload(await seriesChanges.cancel(input), async (id) => ({ series: await series.reload(id) }));
