import { isFromOwnPage } from './own-page';

const host = 'clinic.example:4000';

it.each<[string, Record<string, string>, boolean]>([
  ['names its own origin', { origin: 'https://clinic.example:4000', 'sec-fetch-site': 'same-origin' }, true],
  ['names its own origin and nothing else', { origin: 'https://clinic.example:4000' }, true],
  ['is a GET to its own site', { 'sec-fetch-site': 'same-origin' }, true],
  ['says nothing of where it comes from', {}, false],
  ['was typed into the address bar', { 'sec-fetch-site': 'none' }, false],
  ['comes from a neighbour of the same domain', { 'sec-fetch-site': 'same-site' }, false],
  ['comes from elsewhere', { origin: 'https://elsewhere.example' }, false],
  ['comes from another port', { origin: 'https://clinic.example:4001' }, false],
  ['comes from elsewhere, whatever its origin says', { origin: 'https://clinic.example:4000', 'sec-fetch-site': 'cross-site' }, false],
  ['hides its origin', { origin: 'null' }, false],
])('a page that %s', (_what, headers, own) => expect(isFromOwnPage({ host, ...headers })).toBe(own));
