import type { UnfittingMoveResolvers } from './../../types.generated';

export const UnfittingMove: UnfittingMoveResolvers = {
  appointment: ({ appointmentId }, _args, { appointments }) => appointments.byId.load(appointmentId),
};
