import { escaped } from '../html/escaped';
import { DEMO_PASSWORD, type IssuerDirectory, type IssuerPerson } from './issuer-people';

const STYLE = 'body{font:1rem/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}table{border-collapse:collapse;width:100%}td{padding:.3rem .6rem .3rem 0;border-top:1px solid #ddd}button,input{font:inherit;padding:.3rem .7rem}[role=alert]{color:#8a1c1c}';

/** Nothing is loaded, and no other site frames the page. */
export const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
} as const;

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title><style>${STYLE}</style></head><body><main><h1>${escaped(title)}</h1>${body}</main></body></html>`;
}

function row(action: string, { login, name, role, practice }: IssuerPerson): string {
  return `<tr><td>${escaped(name)}</td><td>${escaped(role)}</td><td>${escaped(practice)}</td><td><form method="post" action="${escaped(action)}"><input type="hidden" name="login" value="${escaped(login)}"><input type="hidden" name="password" value="${DEMO_PASSWORD}"><button aria-label="Sign in as ${escaped(name)}, ${escaped(practice)}">Sign in</button></form></td></tr>`;
}

/** What the page shows beside the people: where its forms go, and what went wrong. */
export interface LoginView {
  readonly action: string;
  readonly problem: string | null;
}

/** The page on which a made-up person is chosen, or typed. */
export function loginPage({ people, programs }: IssuerDirectory, { action, problem }: LoginView): string {
  const alert = problem === null ? '' : `<p role="alert">${escaped(problem)}</p>`;
  const programList = programs.map(({ clientId, name }) => `<li>${escaped(name)}: client <code>${escaped(clientId)}</code>, by client credentials</li>`).join('');
  return page('Spindle: development sign-in', `<p>Made-up people of the sample practices. This page does not exist in production.</p>${alert}
    <table>${people.map((person) => row(action, person)).join('')}</table><ul>${programList}</ul>
    <form method="post" action="${escaped(action)}"><p><label>Name <input name="login" autocomplete="username" required></label> <label>Password <input name="password" type="password" autocomplete="current-password" required></label> <button>Sign in</button></p></form>
    <p>Every password is <code>${DEMO_PASSWORD}</code>.</p>`);
}

/** The page on which the session at the issuer ends; `form` is the issuer's own. */
export function logoutPage(form: string): string {
  return page('Spindle: sign out', `${form}<p><button form="op.logoutForm" name="logout" value="yes">Sign out</button></p>`);
}

export function plainPage(title: string, sentence: string): string {
  return page(title, `<p>${escaped(sentence)}</p>`);
}
