export type { Practitioner as PractitionerMapper, PractitionerName as PractitionerNameMapper, Credential as CredentialMapper } from './practitioner';
