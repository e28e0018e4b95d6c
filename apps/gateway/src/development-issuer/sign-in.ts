import type { IncomingMessage, ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';
import { LoginBackOff } from './back-off';
import { findPerson, type IssuerDirectory } from './issuer-people';
import { loginPage, PAGE_HEADERS, plainPage, type LoginView } from './login-page';

const INTERACTION = /^\/interaction\/[\w-]+$/;
/** Bytes of a form that are read. */
const FORM_BYTES = 4_096;

/** The page on which a person proves who they are, beside the protocol that the provider serves. */
export class SignIn {
  readonly #backOff = new LoginBackOff();

  constructor(private readonly provider: Provider, private readonly directory: IssuerDirectory) {}

  isAt(request: IncomingMessage): boolean {
    return INTERACTION.test(pathOf(request));
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await this.provider.interactionDetails(request, response);
      await (request.method === 'POST' ? this.#check(request, response) : this.#show(response, 200, { action: pathOf(request), problem: null }));
    } catch {
      if (!response.headersSent) response.writeHead(400, PAGE_HEADERS).end(plainPage('Spindle: sign-in', 'This sign-in is over. Begin again at the clinic.'));
    }
  }

  async #check(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [action, address, form] = [pathOf(request), request.socket.remoteAddress ?? '', await formOf(request)];
    const login = (form.get('login') ?? '').trim().toLowerCase();
    const wait = this.#backOff.waitSeconds(login, address, Date.now());
    if (wait > 0) return this.#show(response.setHeader('retry-after', String(wait)), 429, { action, problem: `Too many tries. Wait ${wait} seconds.` });
    const person = await findPerson(this.directory, login, form.get('password') ?? '');
    if (!person) {
      this.#backOff.failed(login, address, Date.now());
      return this.#show(response, 401, { action, problem: 'Name or password is wrong.' });
    }
    this.#backOff.succeeded(login, address);
    await this.provider.interactionFinished(request, response, { login: { accountId: person.subject } }, { mergeWithLastSubmission: false });
  }

  #show(response: ServerResponse, status: number, view: LoginView): void {
    response.writeHead(status, PAGE_HEADERS).end(loginPage(this.directory, view));
  }
}

function pathOf({ url = '/' }: IncomingMessage): string {
  return URL.parse(url, 'http://localhost')?.pathname ?? '/';
}

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  let form = '';
  for await (const part of request.setEncoding('utf8')) {
    form += String(part);
    if (form.length > FORM_BYTES) throw new Error('The form is too long.');
  }
  return new URLSearchParams(form);
}
