import { CSRF_HEADER } from '../identity/sessions/same-origin';

/** What the front page does in the browser: signs out, goes to another practice. */
export const FRONT_PAGE_SCRIPT = `const post = async (path, body = {}) => {
  const response = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json', '${CSRF_HEADER}': '1' }, body: JSON.stringify(body) });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.errors[0].message);
  return answer;
};
const on = (element, act) => element.addEventListener('click', () => act().catch((problem) => { document.getElementById('problem').textContent = problem.message; }));
for (const button of document.querySelectorAll('[data-practice]')) on(button, async () => { await post('/session/practice', { slug: button.dataset.practice }); location.reload(); });
for (const button of document.querySelectorAll('#sign-out')) on(button, async () => { location.assign((await post('/auth/logout')).issuerLogoutUrl ?? '/'); });
`;
