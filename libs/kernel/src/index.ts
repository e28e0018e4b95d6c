export * from './calendar-day';
export * from './clock';
export * from './id';
export * from './money';
export * from './npi';
export * from './page';
export * from './practice-day';
export * from './result';
