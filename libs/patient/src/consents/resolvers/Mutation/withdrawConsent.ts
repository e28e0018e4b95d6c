import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const withdrawConsent: NonNullable<MutationResolvers['withdrawConsent']> = async (_parent, { input }, { consents, consentLoader }) =>
  toPayload(await consents.withdraw({ ...input, reason: input.reason ?? null }), async (id) => ({ consent: await consentLoader.byId.clear(id).load(id) }));
