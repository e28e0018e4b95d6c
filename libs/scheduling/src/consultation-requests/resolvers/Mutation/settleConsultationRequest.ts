import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const settleConsultationRequest: NonNullable<MutationResolvers['settleConsultationRequest']> = async (_parent, { input }, { consultationRequests }) =>
  toPayload(await consultationRequests.settle(input), async (id) => ({ request: await consultationRequests.find(id) }));
