import { parseId, type Id } from '@spindle/kernel';
import type { TokenRequest } from '@spindle/gateway/identity';
import { DEMO_PEOPLE, SAMPLE_LOCATION_IDS, SAMPLE_PRACTICES, SECOND_DEMO_PEOPLE, subjectOf, type DemoRole } from '@spindle/sample-clinic';
import { ROLES } from '@spindle/subgraph';

const LOGINS = ROLES.filter((role): role is DemoRole => role !== 'PUBLIC');

/** What the command line says about whom a token is for. */
export interface TokenWords {
  readonly role?: string | undefined;
  readonly practice?: string | undefined;
  readonly site?: readonly string[] | undefined;
}

/** The words do not name anybody. The message says which do. */
export class WordsRefused extends Error {
  override readonly name = 'WordsRefused';
}

/** Whom the words mean: the role's person of a sample practice, limited to sites when some are given. */
export function tokenRequest({ role: roleWord, practice: practiceWord = 'spindle', site }: TokenWords): TokenRequest {
  const role = readRole(roleWord);
  const sample = Object.entries(SAMPLE_PRACTICES).find(([word, { id, slug }]) => [word, slug, id].some((name) => name === practiceWord.toLowerCase()));
  if (!sample) throw new WordsRefused(`--practice is one of ${Object.keys(SAMPLE_PRACTICES).join(', ')}.`);
  const [, { id: practiceId }] = sample;
  const person = practiceId === SAMPLE_PRACTICES.second.id ? SECOND_DEMO_PEOPLE[role] : DEMO_PEOPLE[role];
  return { subject: subjectOf(person), practiceId, roles: [role], siteIds: site?.length ? site.map(readSite) : null };
}

function readRole(word: string | undefined): DemoRole {
  const role = LOGINS.find((known) => known === word?.toUpperCase().replaceAll('-', '_'));
  if (!role) throw new WordsRefused(`--role is one of ${LOGINS.map((known) => known.toLowerCase().replaceAll('_', '-')).join(', ')}.`);
  return role;
}

function readSite(word: string): Id<'Location'> {
  const sample = Object.entries(SAMPLE_LOCATION_IDS).find(([name]) => name === word.toLowerCase());
  const id = sample?.[1] ?? parseId<'Location'>(word);
  if (!id) throw new WordsRefused(`--site is one of ${Object.keys(SAMPLE_LOCATION_IDS).join(', ')}, or the id of a site.`);
  return id;
}
