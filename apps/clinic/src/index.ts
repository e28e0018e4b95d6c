export * from './clinic';
export * from './local-database';
export * from './prepare';
export * from './schemas';
export * from './split-clinic';
