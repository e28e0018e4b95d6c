import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const requestConsultation: NonNullable<MutationResolvers['requestConsultation']> = async (_parent, { input }, { consultationRequests }) =>
  toPayload(await consultationRequests.request(input), (receipt) => Promise.resolve({ receipt }));
