import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const confirmAppointment: NonNullable<MutationResolvers['confirmAppointment']> = async (_parent, { input }, { visitFlow, appointments }) =>
  toPayload(await visitFlow.confirm(input), async (id) => ({ appointment: await appointments.reload(id) }));
