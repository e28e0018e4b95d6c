import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const seatPatient: NonNullable<MutationResolvers['seatPatient']> = async (_parent, { input }, { seats, appointments }) =>
  toPayload(await seats.seat(input), async (id) => ({ appointment: await appointments.reload(id) }));
