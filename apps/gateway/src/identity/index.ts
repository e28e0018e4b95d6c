export { identitySchema, SHARED_IDENTITY_TABLES } from './schema';
