export * from './clinic';
export * from './development-issuer';
export * from './local-database';
export * from './prepare';
export * from './sample-people';
export * from './schemas';
export * from './split-clinic';
