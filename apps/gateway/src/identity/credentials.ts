/** The credentials of a request do not hold. The text is for the operator's log, never for the client. */
export class CredentialsRefused extends Error {
  override readonly name = 'CredentialsRefused';
}

/** Whom a request without credentials stands for where authentication is switched off: nobody, of no practice. */
export const NOBODY = {
  personId: '00000000-0000-0000-0000-000000000000',
  practiceId: '00000000-0000-0000-0000-000000000000',
  roles: [],
  siteIds: [],
} as const;
