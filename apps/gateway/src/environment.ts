/** Settings as the environment has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A setting that cannot be used. The message is one line that names it and says what to do. */
export class ConfigurationRefused extends Error {
  override readonly name = 'ConfigurationRefused';
}

export function flag(environment: Environment, name: string, otherwise: boolean): boolean {
  const value = environment[name];
  if (value === undefined || value === '') return otherwise;
  if (value === 'on' || value === 'off') return value === 'on';
  throw new ConfigurationRefused(`${name} is "on" or "off".`);
}

export function number(environment: Environment, name: string, otherwise: number): number {
  const value = environment[name];
  if (value === undefined || value === '') return otherwise;
  if (!/^\d{1,7}$/.test(value)) throw new ConfigurationRefused(`${name} is to be a whole number.`);
  return Number(value);
}

/** Names with commas between them. */
export function list(value: string | undefined): string[] {
  return (value ?? '').split(',').map((name) => name.trim()).filter((name) => name !== '');
}
