import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const recordDisclosure: NonNullable<MutationResolvers['recordDisclosure']> = async (_parent, { input }, { disclosures, disclosureLoader }) =>
  toPayload(await disclosures.record(input), async (id) => ({ disclosure: await disclosureLoader.byId.load(id) }));
