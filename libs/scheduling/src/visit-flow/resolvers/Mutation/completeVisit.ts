import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const completeVisit: NonNullable<MutationResolvers['completeVisit']> = async (_parent, { input }, { visitFlow, appointments }) =>
  toPayload(await visitFlow.complete(input), async (id) => ({ appointment: await appointments.reload(id) }));
