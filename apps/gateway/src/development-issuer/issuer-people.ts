import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/** A made-up person who can sign in at the development issuer. */
export interface IssuerPerson {
  readonly subject: string;
  /** What is typed into the page. */
  readonly login: string;
  readonly name: string;
  readonly practice: string;
  readonly role: string;
}

/** A program that gets tokens by client credentials (RFC 6749, 4.4). */
export interface IssuerProgram {
  readonly clientId: string;
  readonly name: string;
}

/** Who the development issuer knows; the clinic says it in `ISSUER_PEOPLE`, as JSON. */
export interface IssuerDirectory {
  readonly people: readonly IssuerPerson[];
  readonly programs: readonly IssuerProgram[];
}

/** The password of every made-up person. It opens made-up data only, and the page shows it. */
export const DEMO_PASSWORD = 'spindle-demo';

const hash = promisify(scrypt) as (password: string, salt: Buffer, length: number) => Promise<Buffer>;
const salt = randomBytes(16);
const expected = hash(DEMO_PASSWORD, salt, 32);

/** The person of a login whose password this is. A name that nobody has costs the same work. */
export async function findPerson({ people }: IssuerDirectory, login: string, password: string): Promise<IssuerPerson | null> {
  const isRight = timingSafeEqual(await hash(password.slice(0, 200), salt, 32), await expected);
  const person = people.find((each) => each.login === login) ?? null;
  return isRight ? person : null;
}
