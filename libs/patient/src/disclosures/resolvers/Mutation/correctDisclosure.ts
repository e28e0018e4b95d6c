import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const correctDisclosure: NonNullable<MutationResolvers['correctDisclosure']> = async (_parent, { input }, { disclosures, disclosureLoader }) =>
  toPayload(await disclosures.correct(input), async (id) => ({ disclosure: await disclosureLoader.byId.load(id) }));
