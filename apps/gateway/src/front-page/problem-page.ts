import { escaped } from '../html/escaped';
import { page } from './page-html';

export interface Problem {
  /** What went wrong and what helps, in plain words. */
  readonly message: string;
  readonly code: string;
  /** Names the line in the log; only where the fault is ours. */
  readonly reference?: string;
}

/** No script; nothing from elsewhere. */
export const PROBLEM_PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** For a person whose browser opened an address that cannot be served; programs get the same as JSON. */
export function problemPage({ message, code, reference }: Problem): string {
  const quoted = reference ? ` · ${escaped(reference)}` : '';
  return page(`<p role="alert">${escaped(message)}</p><p><a class="button" href="/">To the front page</a></p><p><small>${escaped(code)}${quoted}</small></p>`);
}
