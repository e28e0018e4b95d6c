import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const certifyPlan: NonNullable<MutationResolvers['certifyPlan']> = async (_parent, { input }, { certifications, certificationLoader }) =>
  toPayload(await certifications.certify({ ...input, planSentOn: input.planSentOn ?? null, delayReason: input.delayReason ?? null }), async (certified) => ({ certification: await certificationLoader.recorded(certified) }));
