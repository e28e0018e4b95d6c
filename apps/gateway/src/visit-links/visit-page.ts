import { createHash, randomUUID } from 'node:crypto';
import { escaped } from '../html/escaped';

/** A visit as its page shows it: when and where. */
export interface ShownVisit {
  readonly localStart: string;
  readonly location: { readonly name: string; readonly addressLines: readonly string[]; readonly city: string | null; readonly telephone: string | null } | null;
}

const STYLE = 'body{font:1.1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:3rem auto;padding:0 1rem}button{font:inherit;padding:.6rem 1.2rem;margin:.5rem .5rem .5rem 0}';

/** Nothing is loaded, no script runs, and the forms go to the page itself. */
export const PAGE_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;

/** The visit, and what can be answered. Each page has a key of its own, so that a second press of a button is the same answer. */
export function visitPage(visit: ShownVisit): string {
  const key = `<input type="hidden" name="key" value="${randomUUID()}">`;
  return page('Your visit', `<h1>Your visit</h1>${told(visit)}
<form method="post">${key}<button name="answer" value="CONFIRM">I will come</button><button name="answer" value="CANCEL">Cancel the visit</button></form>`);
}

export function answeredPage(visit: ShownVisit, answer: 'CONFIRM' | 'CANCEL'): string {
  const heading = answer === 'CONFIRM' ? 'Thank you, we expect you' : 'Your visit is cancelled';
  return page(heading, `<h1>${heading}</h1>${told(visit)}`);
}

/** The same for every link that does not hold. */
export const NOT_VALID_PAGE = page('This link does not hold', '<h1>This link does not hold</h1><p>It was used, or it is too late for it. Call the clinic to confirm, to cancel or to find another time.</p>');

function told({ localStart, location }: ShownVisit): string {
  const when = new Intl.DateTimeFormat('en-US', { dateStyle: 'full', timeStyle: 'short', timeZone: 'UTC' }).format(new Date(`${localStart}Z`));
  const where = location ? [location.name, ...location.addressLines, location.city].filter((part) => part).join(', ') : '';
  return `<p><strong>${escaped(when)}</strong><br>${escaped(where)}</p>${location?.telephone ? `<p>Questions? Call ${escaped(location.telephone)}.</p>` : ''}`;
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>${title}</title><style>${STYLE}</style></head>
<body>${body}</body></html>
`;
}
