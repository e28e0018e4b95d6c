import type { AppointmentToResolveConnectionResolvers } from './../../types.generated';

export const AppointmentToResolveConnection: AppointmentToResolveConnectionResolvers = {};
