import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const addPractitioner: NonNullable<MutationResolvers['addPractitioner']> = async (_parent, { input }, { staff, practitioners }) =>
  toPayload(await staff.add(input), async (id) => ({ practitioner: await practitioners.byId.load(id) }));
