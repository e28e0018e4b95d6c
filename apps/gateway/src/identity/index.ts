export { MEMBERSHIP_HOLDS_MS } from './bearer/holding';
export { foundPractice, type Founded, type FoundingRefusal, type PracticeToFound } from './practices/founding';
export { findPractice, findPracticeName, registerPractice, type Practice } from './practices/practice.repository';
export { registerPerson, type PersonToRegister } from './people/registration';
export { identitySchema, SHARED_IDENTITY_TABLES } from './schema';
export { Worker } from './store';
export {
  API_AUDIENCE, DEVELOPMENT_CLIENT_ID, DEVELOPMENT_ISSUER, DEVELOPMENT_ISSUER_NAME, developmentClientSecret, developmentIssuer, issueToken, TOKEN_LIFETIME_SECONDS, type TokenRequest,
} from '../development-issuer/development-issuer';
