import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const enterAppointmentInError: NonNullable<MutationResolvers['enterAppointmentInError']> = async (_parent, { input }, { visitFlow, appointments }) =>
  toPayload(await visitFlow.enterInError(input), async (id) => ({ appointment: await appointments.reload(id) }));
