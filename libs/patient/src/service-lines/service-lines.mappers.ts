export type { ChartedLine as ServiceLineMapper, UnitsByRule as TimedUnitsMapper } from './service-line.loader';
export type { TimedUnits as TimedUnitCountMapper } from './timed-units';
