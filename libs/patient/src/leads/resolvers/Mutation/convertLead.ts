import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const convertLead: NonNullable<MutationResolvers['convertLead']> = async (_parent, { input }, { leadConversions, patientLoader }) =>
  toPayload(await leadConversions.convert(input), async (id) => ({ patient: await patientLoader.reload(id) }));
