export type { ServiceType as ServiceTypeMapper } from './service-type';
