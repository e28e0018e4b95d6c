import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const recordNoShow: NonNullable<MutationResolvers['recordNoShow']> = async (_parent, { input }, { visitFlow, appointments }) =>
  toPayload(await visitFlow.recordNoShow(input), async (id) => ({ appointment: await appointments.reload(id) }));
