import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { soleKey, type KeyRing } from '@spindle/subgraph';
import { DataKeys, KeyMissing } from './data-keys';
import { blindIndex, open, seal, SealBroken, type SealedPlace } from './seal';

const key = { encryption: randomBytes(32), index: randomBytes(32) };
const place: SealedPlace = { practiceId: 'p', table: 'billing.coverage', column: 'member_id', row: 'r' };

describe('a sealed value', () => {
  it('opens at its place, whatever it is', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed()), (text) => expect(open(key, place, seal(key, place, text))).toBe(text)));
  });

  it('is another each time and holds nothing of the text', () => {
    const [one, two] = [seal(key, place, 'W123456789'), seal(key, place, 'W123456789')];
    expect(one.equals(two)).toBe(false);
    expect(one.toString('latin1')).not.toContain('W123');
  });

  it.each<[string, Partial<SealedPlace>]>([['practice', { practiceId: 'q' }], ['table', { table: 'billing.claim' }], ['column', { column: 'other' }], ['row', { row: 's' }]])('does not open in another %s', (_what, otherwise) => {
    expect(() => open(key, { ...place, ...otherwise }, seal(key, place, 'text'))).toThrow(SealBroken);
  });

  it('tells places apart whose parts run into one another', () => {
    expect(() => open(key, { ...place, practiceId: 'p","billing.coverage' }, seal(key, place, 'text'))).toThrow(SealBroken);
  });

  it('does not open with a byte altered, cut off or added, nor under another key', () => {
    const sealed = seal(key, place, 'W123456789');
    for (let at = 0; at < sealed.length; at += 1) {
      const altered = Buffer.from(sealed);
      altered[at] = (altered[at] ?? 0) ^ 1;
      expect(() => open(key, place, altered)).toThrow(SealBroken);
      expect(() => open(key, place, sealed.subarray(0, at))).toThrow(SealBroken);
    }
    expect(() => open(key, place, Buffer.concat([sealed, Buffer.from([0])]))).toThrow(SealBroken);
    expect(() => open({ encryption: randomBytes(32) }, place, sealed)).toThrow(SealBroken);
  });
});

describe('the index of a value', () => {
  it('is the same for equal values of a practice and column, and another otherwise', () => {
    const index = blindIndex(key, place, 'W1');
    expect(blindIndex(key, { ...place, row: 'another' } as SealedPlace, 'W1')).toEqual(index);
    expect(index).toHaveLength(32);
    for (const other of [blindIndex(key, place, 'W2'), blindIndex(key, { ...place, practiceId: 'q' }, 'W1'), blindIndex(key, { ...place, column: 'other' }, 'W1'), blindIndex({ index: key.encryption }, place, 'W1')]) expect(other).not.toEqual(index);
  });
});

describe('data keys', () => {
  const [old, fresh] = [{ id: 'old', key: randomBytes(32) }, { id: 'new', key: randomBytes(32) }];
  const keys = (...ring: [typeof old, ...(typeof old)[]]): DataKeys => new DataKeys(ring as KeyRing);

  it('are made under the newest key-encryption key, and each practice has its own', () => {
    const both = keys(fresh, old);
    const [one, two] = [both.make('billing', 'p'), both.make('billing', 'q')];
    expect([one.wrappedBy, both.newest, both.names]).toEqual(['new', 'new', ['new', 'old']]);
    expect(both.open('billing', one).encryption).not.toEqual(both.open('billing', two).encryption);
    expect(both.open('billing', one).encryption).not.toEqual(both.open('billing', one).index);
  });

  it('open under either key while both are live, and under none that is not at hand', () => {
    const made = keys(old).make('billing', 'p');
    expect(keys(fresh, old).open('billing', made)).toEqual(keys(old).open('billing', made));
    expect(() => keys(fresh).open('billing', made)).toThrow(KeyMissing);
    expect(() => new DataKeys(soleKey(randomBytes(32), 'old')).open('billing', made)).toThrow(SealBroken);
  });

  it('do not open for another practice or schema, though one process knows them', () => {
    const both = keys(old);
    const made = both.make('billing', 'p');
    both.open('billing', made);
    expect(() => both.open('billing', { ...made, practiceId: 'q' })).toThrow(SealBroken);
    expect(() => both.open('patient', made)).toThrow(SealBroken);
    expect(Buffer.from(made.wrapped).includes(Buffer.from(both.open('billing', made).encryption))).toBe(false);
  });
});
