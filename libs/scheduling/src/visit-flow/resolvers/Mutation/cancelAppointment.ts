import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const cancelAppointment: NonNullable<MutationResolvers['cancelAppointment']> = async (_parent, { input }, { visitFlow, appointments }) =>
  toPayload(await visitFlow.cancel(input), async (id) => ({ appointment: await appointments.reload(id) }));
