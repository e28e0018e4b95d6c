import { isGuessableSecret, SECRET_LENGTH } from './derive-key';
import { KEY_VARIABLES, secretsOf, type RotatedUse } from './key-ring';

/** Variables that hold one secret each. A new secret of any process gets its line here, so that production looks at it. */
const SECRET_VARIABLES = ['SPINDLE_SECRET', 'INTROSPECTION_TOKEN', 'METRICS_TOKEN'] as const;

const MAKE_ONE = 'Make a random one: openssl rand -base64 32';

/**
 * What is wrong with the secrets that an environment gives, a sentence each: too short, or a placeholder that anybody
 * could guess. Production starts with none of them; no sentence repeats a secret. What is absent is not looked at.
 */
export function weakSecrets(environment: Readonly<Record<string, string | undefined>>): string[] {
  const single = SECRET_VARIABLES.map((variable) => [variable, environment[variable] ?? ''] as const);
  const listed = (Object.keys(KEY_VARIABLES) as RotatedUse[]).flatMap((use) => secretsOf(use, environment).map((secret) => [KEY_VARIABLES[use], secret] as const));
  return [...single, ...listed].filter(([, secret]) => secret !== '').flatMap(([variable, secret]) => {
    if (secret.length < SECRET_LENGTH) return [`${variable} is shorter than ${SECRET_LENGTH} characters. ${MAKE_ONE}`];
    return isGuessableSecret(secret) ? [`${variable} is a placeholder. ${MAKE_ONE}`] : [];
  });
}
