import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const dischargePatient: NonNullable<MutationResolvers['dischargePatient']> = async (_parent, { input }, { episodes, episodeLoader }) =>
  toPayload(await episodes.discharge(input), async (id) => ({ episode: await episodeLoader.reload(id) }));
