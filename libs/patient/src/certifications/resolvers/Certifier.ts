import type { CertifierResolvers } from './../../types.generated';

export const Certifier: CertifierResolvers = {};
