import type { AppointmentOverrideResolvers } from './../../types.generated';

export const AppointmentOverride: AppointmentOverrideResolvers = {};
