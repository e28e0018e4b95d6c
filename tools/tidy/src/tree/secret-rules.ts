import type { TreeFile } from './workspace';

/** Forms that key material has. Each is told by its shape alone: what is found is not repeated. */
const FORMS: readonly (readonly [string, RegExp])[] = [
  ['a private key', /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/],
  ['a private JWK', /"(?:kty|crv)"\s*:[^}]*"d"\s*:\s*"[\w-]{20,}"/],
  ['a signed token', /\beyJ[\w-]{15,}\.eyJ[\w-]{15,}\.[\w-]{20,}/],
  ['an AWS access key', /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/],
  ['a token of a code host', /\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{30,}|glpat-[\w-]{20,})/],
  ['a token of a messenger', /\bxox[abprs]-[\w-]{20,}/],
  ['a password in an address', /\b(?:postgres(?:ql)?|https?|amqp|redis):\/\/[\w.-]+:(?!\$|nothing@|password@)[^\s@/'"`${}]{12,}@(?!127\.0\.0\.1)/],
  ['a secret set in a file', /^\s*(?:export\s+)?[A-Z_]*(?:SECRET|PASSWORD|TOKEN|KEYS)\s*[=:]\s*['"]?[A-Za-z0-9+/_=-]{32,}['"]?\s*$/m],
];

/** Where a file holds what looks like key material: one sentence each. */
export function secretFlaws({ file, text }: TreeFile): readonly string[] {
  return FORMS.filter(([, form]) => form.test(text)).map(([name]) => `${file} holds ${name}.`);
}
