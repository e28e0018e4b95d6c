import { parseArgs } from 'node:util';
import type { PracticeToFound } from '@spindle/gateway/identity';

export const PRACTICE_USAGE = `npm run practice -- create --slug westside --name "Westside Spine" --admin-name "Ada Lindqvist" \\
  --admin-issuer https://login.example.com (--admin-subject 00u1a2b3 | --admin-email ada@westside.example) [--host www.westside.example]`;

/** As the database wants them. */
const SLUG = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const HOST = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/i;
const EMAIL = /^[^@\s]+@[^@\s]+\.[^@\s]+$/;

const OPTIONS = {
  slug: { type: 'string' }, name: { type: 'string' }, host: { type: 'string', multiple: true },
  'admin-issuer': { type: 'string' }, 'admin-subject': { type: 'string' }, 'admin-email': { type: 'string' }, 'admin-name': { type: 'string' },
} as const;

type Words = ReturnType<typeof parseArgs<{ options: typeof OPTIONS; allowPositionals: true }>>['values'];

/** Reads the command line; a text says what is wrong with it. `environment` names the issuer where the command does not. */
export function readPracticeCommand(args: readonly string[], environment: Readonly<Record<string, string | undefined>>): PracticeToFound | string {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    return positionals.join() === 'create' ? practiceOf(values, environment) : PRACTICE_USAGE;
  } catch (cause) {
    return `${cause instanceof Error ? cause.message : String(cause)}\n${PRACTICE_USAGE}`;
  }
}

function practiceOf(words: Words, environment: Readonly<Record<string, string | undefined>>): PracticeToFound | string {
  const { slug = '', host: hosts = [] } = words;
  const name = words.name?.trim() ?? '';
  const administrator = {
    issuer: words['admin-issuer']?.trim() || environment['OIDC_ISSUER_NAME'] || environment['OIDC_ISSUER'] || '',
    subject: words['admin-subject']?.trim() ?? null, email: words['admin-email']?.trim() ?? null, name: words['admin-name']?.trim() ?? '',
  };
  if (!SLUG.test(slug)) return '--slug is the practice\'s short name in addresses: small letters, digits and hyphens, at most 63.';
  if (name === '' || name.length > 200) return '--name is the practice\'s name, at most 200 characters.';
  const wrongHost = hosts.find((host) => !HOST.test(host));
  if (wrongHost !== undefined) return `--host is the name of a host, such as www.westside.example, without a scheme or port: ${wrongHost}`;
  const flaw = administratorFlaw(administrator, environment['NODE_ENV'] === 'production');
  return flaw ?? { slug, name, hosts, administrator };
}

function administratorFlaw({ issuer, subject, email, name }: PracticeToFound['administrator'], production: boolean): string | null {
  if (name === '' || name.length > 200) return '--admin-name is the administrator\'s name, at most 200 characters.';
  if (!/^\S{1,255}$/.test(issuer)) return '--admin-issuer is the issuer that signs the administrator in, exactly as the gateway\'s OIDC_ISSUER_NAME, else OIDC_ISSUER, has it.';
  if (production && issuer === 'development') return 'The development issuer does not exist in production: --admin-issuer names an issuer of yours.';
  if ((subject === null) === (email === null)) return 'Say either --admin-subject, who the administrator is at the issuer (the claim sub), or --admin-email, an address that the issuer has checked.';
  if (subject !== null && !/^\S{1,255}$/.test(subject)) return '--admin-subject is the claim sub of the issuer\'s tokens, at most 255 characters.';
  return email === null || (email.length <= 254 && EMAIL.test(email)) ? null : '--admin-email is to be an address.';
}
