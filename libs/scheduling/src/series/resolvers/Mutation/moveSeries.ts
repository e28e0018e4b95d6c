import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const moveSeries: NonNullable<MutationResolvers['moveSeries']> = async (_parent, { input }, { seriesChanges, series }) =>
  toPayload(await seriesChanges.move(input), async (id) => ({ series: await series.reload(id) }));
