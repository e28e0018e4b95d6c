import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const rescheduleAppointment: NonNullable<MutationResolvers['rescheduleAppointment']> = async (_parent, { input }, { booking, appointments }) =>
  toPayload(await booking.reschedule(input), async (id) => ({ appointment: await appointments.reload(id) }),
    async (refusal) => ({ present: await appointments.reloadOvertaken(input.appointmentId, refusal) }));
