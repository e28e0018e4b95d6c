import { createHmac } from 'node:crypto';

/** What a schema's logins are for: migrations, requests, relay and sweeper and sealing, reading the audit trail. */
export const ROLE_PURPOSES = ['owner', 'service', 'worker', 'auditor'] as const;
export type RolePurpose = (typeof ROLE_PURPOSES)[number];

/** A role's password: HMAC-SHA256 of its name under the installation's secret, so that no password is stored. */
export function rolePassword(role: string, secret: string): string {
  return createHmac('sha256', secret).update(role).digest('hex');
}

/** The URL by which a role reaches the database of `url`. */
export function roleUrl(url: string, role: string, secret: string): string {
  const target = new URL(url);
  target.username = role;
  target.password = rolePassword(role, secret);
  return target.toString();
}

/** The same URL without user and password: what may be handed to whatever reaches the database in its own role. */
export function withoutCredentials(url: string): string {
  const target = new URL(url);
  target.username = '';
  target.password = '';
  return target.toString();
}

/** The same URL with another database. */
export function databaseUrl(url: string, database: string): string {
  const target = new URL(url);
  target.pathname = `/${database}`;
  return target.toString();
}
