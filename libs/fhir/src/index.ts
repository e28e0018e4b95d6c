export * from './bundle';
export * from './form';
export * from './json';
export * from './names';
export * from './record-table';
export * from './resource';
