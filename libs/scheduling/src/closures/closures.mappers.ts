import type { Page } from '@spindle/kernel';
import type { AppointmentToResolve, Closure } from './closure';

export type ClosureMapper = Closure;
export type ClosureConnectionMapper = Page<Closure>;
export type AppointmentToResolveMapper = AppointmentToResolve;
export type AppointmentToResolveConnectionMapper = Page<AppointmentToResolve>;
