import type { Membership } from '../identity/people/membership';
import type { Session } from '../identity/sessions/sessions';
import { escaped } from '../html/escaped';
import { page } from './page-html';

export interface SignedIn {
  readonly session: Pick<Session, 'personName' | 'practiceId' | 'practiceName' | 'viewer'>;
  readonly practices: readonly Pick<Membership, 'practiceId' | 'practiceName' | 'practiceSlug'>[];
}

export interface FrontPageView {
  /** Null: nobody is. */
  readonly signedIn: SignedIn | null;
  /** Whether there is an issuer at which a person can sign in. */
  readonly hasLogin: boolean;
  readonly hasGraphiql: boolean;
}

/** The front page, for who is signed in and for who is not. */
export function frontPageHtml({ signedIn, hasLogin, hasGraphiql }: FrontPageView): string {
  const graphiql = hasGraphiql ? '<li><a href="/graphiql">GraphiQL</a>: ask the graph as whoever is signed in</li>' : '';
  return page(`${signedIn ? welcome(signedIn) : invitation(hasLogin)}<p role="alert" id="problem"></p><ul>${graphiql}<li>Programs: <code>POST /graphql</code> with a bearer token</li></ul>`, '/front-page.js');
}

function invitation(hasLogin: boolean): string {
  return hasLogin ? '<p>Nobody is signed in.</p><p><a class="button" href="/auth/login?returnTo=/">Sign in</a></p>' : '<p>No issuer is configured at which a person can sign in; tokens count.</p>';
}

function welcome({ session, practices }: SignedIn): string {
  const { personName, practiceName, practiceId, viewer } = session;
  const roles = viewer.roles.map((role) => role.toLowerCase().replace('_', ' ')).join(', ');
  const others = practices.filter((practice) => practice.practiceId !== practiceId).map((practice) => `<p><button data-practice="${escaped(practice.practiceSlug)}">Go to ${escaped(practice.practiceName)}</button></p>`).join('');
  return `<p>Signed in as <strong>${escaped(personName)}</strong>, ${escaped(roles)} in <strong>${escaped(practiceName)}</strong>.</p>${others}<p><button id="sign-out">Sign out</button></p>`;
}
