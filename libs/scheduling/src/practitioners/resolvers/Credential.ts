import type { CredentialResolvers } from './../../types.generated';

export const Credential: CredentialResolvers = {};
