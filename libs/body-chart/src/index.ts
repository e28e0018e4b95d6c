export * from './body-region';
export * from './drawing';
export * from './figure';
