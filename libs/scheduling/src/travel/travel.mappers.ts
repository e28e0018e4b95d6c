export type { TravelTime as TravelTimeMapper } from './travel-time';
