import type { AppointmentConnectionResolvers } from './../../types.generated';

export const AppointmentConnection: AppointmentConnectionResolvers = {};
