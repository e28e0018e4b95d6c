import fc from 'fast-check';
import { canonicalEvent, chainHash, chainStart, isSignedHead, signHead, type ChainedEvent, type ChainHead } from './chain';
import { ChainVerifier } from './chain-verifier';
import type { Damage, SealedEvent } from './damage';

const START = chainStart('alpha', 'practice');
const KEYS = [{ id: 'test', key: new Uint8Array(32).fill(7) }] as const;
const id = (number: number): string => `0193a6f0-0000-7000-8000-${String(number).padStart(12, '0')}`;

function event(number: number): ChainedEvent {
  return {
    practice_id: 'practice', id: id(number), recorded_at: '2026-03-09T15:00:00.000000', transaction_id: String(1_000 + number), person_id: id(9_999), roles: ['BILLER'], patient_id: null,
    field_classes: ['NOTE'], action: 'READ', purpose: 'PAYMENT', outcome: 'ALLOWED', operation: null, request_id: `request ${number}`, break_glass_grant_id: null,
  };
}

/** A chain of this many rows, sealed in order. */
function chainOf(length: number): SealedEvent[] {
  const chain: SealedEvent[] = [];
  for (let number = 1; number <= length; number++) chain.push({ position: number, eventId: id(number), event: event(number), hash: chainHash(chain.at(-1)?.hash ?? START, event(number)) });
  return chain;
}

function headOf(chain: readonly SealedEvent[]): ChainHead {
  return { schema: 'alpha', practiceId: 'practice', position: chain.length, hash: chain.at(-1)?.hash ?? START, sealedBelow: '9999' };
}

/** What the verifier finds in `chain` when `whole` was sealed and anchored. */
function damagesOf(chain: readonly SealedEvent[], whole: readonly SealedEvent[], head: ChainHead | null = headOf(whole)): readonly Damage[] {
  const verifier = new ChainVerifier(START, [headOf(whole)]);
  for (const each of chain) verifier.next(each);
  return verifier.end(head, true);
}

const renumbered = (chain: readonly SealedEvent[]): SealedEvent[] => chain.map((each, index) => ({ ...each, position: index + 1 }));
const lengthAndPlace = fc.integer({ min: 4, max: 40 }).chain((length) => fc.tuple(fc.constant(length), fc.integer({ min: 0, max: length - 2 })));

describe('a chain', () => {
  it('that nobody touched is whole, of any length', () => {
    fc.assert(fc.property(fc.nat(60), (length) => { expect(damagesOf(chainOf(length), chainOf(length))).toEqual([]); }));
  });

  it('names the row of which any value was altered', () => {
    const values: Partial<ChainedEvent>[] = [
      { recorded_at: '2026-03-09T15:00:00.000001' }, { person_id: id(1) }, { roles: [] }, { roles: ['BILLER,'] }, { patient_id: '' }, { field_classes: ['NOTE', 'CLAIM'] }, { field_classes: ['NOTE","CLAIM'] },
      { action: 'WRITE' }, { purpose: 'TREATMENT' }, { outcome: 'DENIED' }, { operation: '' }, { request_id: 'request' }, { break_glass_grant_id: id(2) },
    ];
    fc.assert(fc.property(lengthAndPlace, fc.constantFrom(...values), ([length, at], value) => {
      const whole = chainOf(length);
      const damaged = whole.map((each, index) => (index === at ? { ...each, event: { ...(each.event as ChainedEvent), ...value } } : each));
      expect(damagesOf(damaged, whole)).toEqual([{ kind: 'ALTERED', position: at + 1, eventId: id(at + 1) }]);
    }));
  });

  it('names a row that was removed, whether its place was left, closed or renumbered', () => {
    fc.assert(fc.property(lengthAndPlace, ([length, at]) => {
      const whole = chainOf(length);
      const without = whole.filter((_, index) => index !== at);
      expect(damagesOf(whole.map((each, index) => (index === at ? { ...each, event: null } : each)), whole)).toEqual([{ kind: 'REMOVED', position: at + 1, eventId: id(at + 1) }]);
      expect(damagesOf(without, whole)).toEqual([{ kind: 'REMOVED', position: at + 1, eventId: null }]);
      expect(damagesOf(renumbered(without), whole)).toEqual([{ kind: 'REMOVED', position: at + 1, eventId: null }]);
    }));
  });

  it('names a row that was slipped in, with a hash that follows and with one that does not', () => {
    fc.assert(fc.property(lengthAndPlace, fc.boolean(), ([length, at], follows) => {
      const whole = chainOf(length);
      const alien = { ...event(at), id: id(5_000), transaction_id: String(1_000 + at), person_id: id(3) };
      const hash = follows ? chainHash(whole[at - 1]?.hash ?? START, alien) : Buffer.alloc(32, 1);
      const damaged = renumbered([...whole.slice(0, at), { position: 0, eventId: alien.id, event: alien, hash }, ...whole.slice(at)]);
      expect(damagesOf(damaged, whole)).toEqual([{ kind: 'INSERTED', position: at + 1, eventId: alien.id }]);
    }));
  });

  it('names rows that changed places, with their hashes and without', () => {
    fc.assert(fc.property(lengthAndPlace, fc.nat(), fc.boolean(), ([length, at], other, withHashes) => {
      const whole = chainOf(length);
      const to = at + 1 + (other % (length - at - 1));
      const [one, two] = [whole[at], whole[to]] as [SealedEvent, SealedEvent];
      const placed = (row: SealedEvent, place: SealedEvent): SealedEvent => ({ ...row, position: place.position, hash: withHashes ? row.hash : place.hash });
      const damaged = whole.map((each, index) => (index === at ? placed(two, one) : index === to ? placed(one, two) : each));
      const damages = damagesOf(damaged, whole);
      expect(new Set(damages.map(({ kind }) => kind))).toEqual(new Set(['REORDERED']));
      for (const { eventId } of damages) expect([one.eventId, two.eventId]).toContain(eventId);
    }));
  });

  it('names a tail that was cut, though the head was set back to one that was signed', () => {
    fc.assert(fc.property(lengthAndPlace, ([length, kept]) => {
      const whole = chainOf(length);
      const cut = [{ kind: 'CUT', position: kept + 1, eventId: null }];
      for (const head of [headOf(whole), headOf(whole.slice(0, kept)), null]) expect(damagesOf(whole.slice(0, kept), whole, head)).toEqual(cut);
    }));
  });

  it('says that it was made anew, when every hash follows and an anchor knows another', () => {
    const whole = chainOf(9);
    const anew: SealedEvent[] = [];
    for (const each of whole) {
      const changed = { ...(each.event as ChainedEvent), purpose: each.position === 4 ? 'TREATMENT' : 'PAYMENT' };
      anew.push({ ...each, event: changed, hash: chainHash(anew.at(-1)?.hash ?? START, changed) });
    }
    expect(damagesOf(anew, whole, headOf(anew))).toEqual([{ kind: 'REWRITTEN', position: 9, eventId: null }]);
    expect(damagesOf(anew, whole)).toMatchObject([{ kind: 'REWRITTEN' }]);
  });

  it('says that the head was forged', () => {
    const whole = chainOf(3);
    const verifier = new ChainVerifier(START, []);
    whole.forEach((each) => verifier.next(each));
    expect(verifier.end(headOf(whole), false)).toEqual([{ kind: 'HEAD_FORGED', position: 3, eventId: null }]);
  });
});

it('no two rows have one encoding', () => {
  const text = fc.string({ unit: 'binary' });
  const row = fc.record({ request_id: text, operation: fc.option(text), roles: fc.array(text), field_classes: fc.array(text), patient_id: fc.option(text) });
  fc.assert(fc.property(row, row, (one, other) => {
    expect(canonicalEvent({ ...event(1), ...one }) === canonicalEvent({ ...event(1), ...other })).toBe(JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort()));
  }));
});

it('a head holds under its signature alone, and under the key that was before', () => {
  const head = headOf(chainOf(3));
  const signature = signHead([...KEYS], head);
  const newer = { id: 'newer', key: new Uint8Array(32).fill(8) };
  expect([isSignedHead([...KEYS], head, signature), isSignedHead([newer, ...KEYS], head, signature), isSignedHead([newer], head, signature)]).toEqual([true, true, false]);
  for (const changed of [{ position: 2 }, { sealedBelow: '9998' }, { schema: 'beta' }, { practiceId: 'other' }, { hash: Buffer.alloc(32) }]) expect(isSignedHead([...KEYS], { ...head, ...changed }, signature)).toBe(false);
  expect(isSignedHead([...KEYS], head, Buffer.alloc(0))).toBe(false);
});
