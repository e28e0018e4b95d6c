import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const revertAppointment: NonNullable<MutationResolvers['revertAppointment']> = async (_parent, { input }, { visitFlow, appointments }) =>
  toPayload(await visitFlow.revert(input), async (id) => ({ appointment: await appointments.reload(id) }));
