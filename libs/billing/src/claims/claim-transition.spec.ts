import { CLAIM_ACTIONS, CLAIM_STATES, claimTransition, OPEN_CLAIM_STATES, type ClaimAction, type ClaimState } from './claim-transition';

/** The whole table, from the states' side: what may happen to a claim in each state, and where it leads. */
const ALLOWED: Record<ClaimState, Partial<Record<ClaimAction, ClaimState>>> = {
  DRAFT: { scrub: 'SCRUBBED', hold: 'HELD', discard: 'DISCARDED' },
  SCRUBBED: { makeReady: 'READY' },
  HELD: { edit: 'DRAFT', discard: 'DISCARDED' },
  READY: { batch: 'BATCHED', hold: 'HELD', discard: 'DISCARDED' },
  BATCHED: { submit: 'SUBMITTED', withdraw: 'READY' },
  SUBMITTED: { receive: 'RECEIVED', reject: 'REJECTED' },
  RECEIVED: { pend: 'PENDED', adjudicate: 'ADJUDICATED', deny: 'DENIED', replace: 'REPLACED', void: 'VOIDED' },
  REJECTED: { redraft: 'DRAFT', close: 'CLOSED' },
  PENDED: { adjudicate: 'ADJUDICATED', deny: 'DENIED' },
  ADJUDICATED: { close: 'CLOSED', replace: 'REPLACED', void: 'VOIDED', takeBack: 'ADJUDICATED' },
  DENIED: { appeal: 'APPEALED', replace: 'REPLACED', void: 'VOIDED', close: 'CLOSED' },
  APPEALED: { adjudicate: 'ADJUDICATED', deny: 'DENIED' },
  REPLACED: {},
  VOIDED: {},
  DISCARDED: {},
  CLOSED: { replace: 'REPLACED', void: 'VOIDED', takeBack: 'ADJUDICATED' },
};

const EVERY = CLAIM_STATES.flatMap((state) => CLAIM_ACTIONS.map((action) => ({ state, action, to: ALLOWED[state][action] })));

it.each(EVERY.filter(({ to }) => to !== undefined))('$state: $action leads to $to', ({ state, action, to }) => {
  expect(claimTransition(state, action)).toEqual({ ok: true, value: to });
});

it.each(EVERY.filter(({ to }) => to === undefined))('$state: $action is refused', ({ state, action }) => {
  expect(claimTransition(state, action)).toMatchObject({ ok: false, error: { kind: 'ClaimTransitionError', state } });
});

it('reaches every state from a draft', () => {
  const reached = new Set<ClaimState>(['DRAFT']);
  for (const state of reached) for (const to of Object.values(ALLOWED[state])) reached.add(to);
  expect([...reached].sort()).toEqual([...CLAIM_STATES].sort());
});

it('counts as over what nobody has to act on', () => {
  expect(CLAIM_STATES.filter((state) => !OPEN_CLAIM_STATES.includes(state))).toEqual(['REPLACED', 'VOIDED', 'DISCARDED', 'CLOSED']);
});
