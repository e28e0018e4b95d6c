import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';
import { toSignature } from '../../consent.input';

export const signConsent: NonNullable<MutationResolvers['signConsent']> = async (_parent, { input }, { consents, consentLoader }) =>
  toPayload(await consents.sign(toSignature(input)), async (id) => ({ consent: await consentLoader.byId.clear(id).load(id) }));
