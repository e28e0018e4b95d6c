export type { RecordedOverride as AppointmentOverrideMapper } from './override.repository';
