export { dayNumber } from './calendar/day-number';
export { openDayFrom, SAMPLE_SIZES, type SampleSize } from './clinic/sizes';
export { readSeedCommand, type SeedCommand } from './command';
export * from './sample-practices';
export { DEFAULT_SEED, isSeeded, seedSampleClinic, type SeededRows, type SeedOptions } from './seed-sample-clinic';
