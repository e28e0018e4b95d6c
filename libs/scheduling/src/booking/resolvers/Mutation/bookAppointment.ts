import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const bookAppointment: NonNullable<MutationResolvers['bookAppointment']> = async (_parent, { input }, { booking, appointments }) =>
  toPayload(await booking.book(input), async (id) => ({ appointment: await appointments.reload(id) }));
