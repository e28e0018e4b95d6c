import { errors, interactionPolicy, Provider, type Configuration, type JWKS, type KoaContextWithOIDC } from 'oidc-provider';
import { deriveKey } from '@spindle/subgraph';
import { API_AUDIENCE, DEVELOPMENT_CLIENT_ID, DEVELOPMENT_ISSUER, developmentClientSecret, developmentSigningKeys } from './development-issuer';
import type { IssuerDirectory } from './issuer-people';
import { logoutPage, PAGE_HEADERS, plainPage } from './login-page';

const HOUR_SECONDS = 3_600;
const SCOPE = 'openid profile email';

/** The development issuer: authorization code with PKCE for the gateway, client credentials for programs, tokens as the gateway checks them. */
export function developmentProvider(secret: string, directory: IssuerDirectory): Provider {
  return new Provider(DEVELOPMENT_ISSUER, {
    jwks: developmentSigningKeys(secret) as JWKS,
    clients: clientsOf(secret, directory),
    cookies: { keys: [Buffer.from(deriveKey(secret, 'development issuer')).toString('hex')], names: { session: 'issuer_session', interaction: 'issuer_interaction', resume: 'issuer_resume' } },
    claims: { openid: ['sub'], profile: ['name'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: false,
    enabledJWA: { idTokenSigningAlgValues: ['EdDSA'] },
    pkce: { required: () => true },
    responseTypes: ['code'],
    interactions: { policy: onlyLogin(), url: (_context, { uid }) => `/interaction/${uid}` },
    ttl: { AccessToken: HOUR_SECONDS, ClientCredentials: HOUR_SECONDS, IdToken: HOUR_SECONDS, Grant: 12 * HOUR_SECONDS, Session: 12 * HOUR_SECONDS, Interaction: HOUR_SECONDS, AuthorizationCode: 60 },
    findAccount: (_context, subject) => accountOf(directory, subject),
    loadExistingGrant: grantAll,
    features: featuresOf(),
    renderError: (context) => { show(context, plainPage('Spindle: sign-in', 'This sign-in is not one that was asked for, or it is over. Begin again at the clinic.')); },
  });
}

function clientsOf(secret: string, { programs }: IssuerDirectory): NonNullable<Configuration['clients']> {
  const common = { id_token_signed_response_alg: 'EdDSA' } as const;
  return [
    // A native application's address may have any port (RFC 8252, 7.3): the gateway takes the next one when its own is taken.
    { ...common, client_id: DEVELOPMENT_CLIENT_ID, client_secret: developmentClientSecret(secret, DEVELOPMENT_CLIENT_ID), application_type: 'native', grant_types: ['authorization_code'], redirect_uris: ['http://localhost/auth/callback'], post_logout_redirect_uris: ['http://localhost/'] },
    ...programs.map(({ clientId }) => ({ ...common, client_id: clientId, client_secret: developmentClientSecret(secret, clientId), grant_types: ['client_credentials'], redirect_uris: [], response_types: [] })),
  ];
}

function accountOf({ people }: IssuerDirectory, subject: string) {
  const person = people.find((each) => each.subject === subject);
  return person && { accountId: subject, claims: () => ({ sub: subject, name: person.name, email: `${person.login}@${person.practice}.example`, email_verified: true }) };
}

/**
 * The gateway is the house's own: nobody is asked whether it may know who signed in. Left in, that question would be
 * put to every native client at each login, on the page of the login, which cannot answer it.
 */
function onlyLogin(): ReturnType<typeof interactionPolicy.base> {
  const prompts = interactionPolicy.base();
  prompts.remove('consent');
  return prompts;
}

async function grantAll({ oidc }: KoaContextWithOIDC) {
  const grant = new oidc.provider.Grant({ clientId: oidc.client?.clientId ?? '', accountId: oidc.session?.accountId ?? '' });
  grant.addOIDCScope(SCOPE);
  await grant.save();
  return grant;
}

function featuresOf(): NonNullable<Configuration['features']> {
  return {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (context, form) => { show(context, logoutPage(form)); },
      postLogoutSuccessSource: (context) => { show(context, plainPage('Spindle: signed out', 'You are signed out.')); },
    },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => API_AUDIENCE,
      useGrantedResource: () => true,
      getResourceServerInfo: (_context, resource) => {
        if (resource !== API_AUDIENCE) throw new errors.InvalidTarget();
        return { scope: '', audience: API_AUDIENCE, accessTokenFormat: 'jwt', accessTokenTTL: HOUR_SECONDS, jwt: { sign: { alg: 'EdDSA' } } };
      },
    },
  };
}

function show(context: KoaContextWithOIDC, html: string): void {
  context.set(PAGE_HEADERS);
  context.body = html;
}
