export type { BookedVisitsError as BookedVisitsErrorMapper } from './booked-visits';
