import fc from 'fast-check';
import { GraphQLError } from 'graphql';
import { err, ok } from '@spindle/kernel';
import { CURSOR_PART, pageArguments, toCursor } from './page-arguments';
import { pageLoader } from './page-loader';
import { toPayload } from './payload';

const FORM = [CURSOR_PART.day, CURSOR_PART.id];
const POSITION = ['2026-03-09', '0189aaaa-0000-7000-8000-00000000000a'];

function codeOf(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error instanceof GraphQLError ? error.extensions['code'] : error;
  }
}

describe('page arguments', () => {
  it('are twenty from the start when nothing is said', () => {
    for (const args of [{}, { first: null, after: null }, { first: undefined }]) expect(pageArguments(args, FORM)).toEqual({ first: 20, after: null, cursor: null });
  });

  it.each([1, 20, 100])('may ask for %d', (first) => { expect(pageArguments({ first }, FORM).first).toBe(first); });
  it.each([0, -1, 101, 2 ** 31 - 1])('may not ask for %d', (first) => { expect(codeOf(() => pageArguments({ first }, FORM))).toBe('BAD_USER_INPUT'); });

  it('read back the position that a cursor was made of', () => {
    fc.assert(fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 40 }).filter((part) => CURSOR_PART.text.test(part) && part.isWellFormed()), { minLength: 1, maxLength: 4 }), (position) => {
      const cursor = toCursor(position);
      expect(cursor).toMatch(/^[\w-]+$/);
      expect(pageArguments({ after: cursor }, position.map(() => CURSOR_PART.text))).toEqual({ first: 20, after: position, cursor });
    }));
  });

  it.each([
    ['nothing', ''], ['no base64', '%%%'], ['no JSON', Buffer.from('{').toString('base64url')], ['an object', Buffer.from('{}').toString('base64url')], ['null', Buffer.from('null').toString('base64url')],
    ['numbers', Buffer.from('[1,2]').toString('base64url')], ['lists', Buffer.from('[["2026-03-09"],["x"]]').toString('base64url')],
    ['too few parts', toCursor(['2026-03-09'])], ['too many parts', toCursor([...POSITION, 'x'])], ['no parts', toCursor([])], ['parts in another order', toCursor([...POSITION].reverse())],
    ['a day of another form', toCursor(['2026-3-9', POSITION[1] ?? ''])], ['an id in capitals', toCursor(['2026-03-09', (POSITION[1] ?? '').toUpperCase()])], ['SQL', toCursor(["2026-03-09' OR true --", POSITION[1] ?? ''])],
  ])('refuse a cursor of %s', (_what, after) => { expect(codeOf(() => pageArguments({ after }, FORM))).toBe('BAD_USER_INPUT'); });

  it('refuse every other text as a cursor', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.base64String(), fc.json().map((text) => Buffer.from(text).toString('base64url'))), (after) => { expect(codeOf(() => pageArguments({ after }, FORM))).toBe('BAD_USER_INPUT'); }));
  });

  it.each([
    ['instant', '2026-03-09T14:30:00.123456Z', '2026-03-09T14:30:00-06:00'], ['number', '42', '-1'], ['number', '0', '1e3'], ['text', 'Núñez', 'a\0b'], ['text', '', 'x'.repeat(201)],
  ] as const)('know the form of %s: %s, not %s', (part, right, wrong) => {
    expect(pageArguments({ after: toCursor([right]) }, [CURSOR_PART[part]]).after).toEqual([right]);
    expect(codeOf(() => pageArguments({ after: toCursor([wrong]) }, [CURSOR_PART[part]]))).toBe('BAD_USER_INPUT');
  });
});

describe('a page loader', () => {
  const page = (first: number, cursor: string | null = null) => ({ first, after: cursor === null ? null : [cursor], cursor });

  it('reads once for all parents that ask for the same page, and apart for another page', async () => {
    const readPages = jest.fn(async (parents: readonly string[], { first, cursor }: { first: number; cursor: string | null }) => new Map(parents.map((parent) => [parent, `${parent} ${first} ${cursor}`])));
    const loader = pageLoader(readPages);
    const answers = await Promise.all([loader.load('a', page(20)), loader.load('b', page(20)), loader.load('a', page(20)), loader.load('a', page(5)), loader.load('b', page(20, 'c'))]);
    expect(answers).toEqual(['a 20 null', 'b 20 null', 'a 20 null', 'a 5 null', 'b 20 c']);
    expect(readPages.mock.calls.map(([parents]) => parents)).toEqual([['a', 'b'], ['a'], ['b']]);
  });

  it('fails the parent that was not answered for, and no other', async () => {
    const loader = pageLoader(async () => new Map([['a', 1]]));
    const [a, b] = await Promise.allSettled([loader.load('a', page(20)), loader.load('b', page(20))]);
    expect([a?.status, b?.status]).toEqual(['fulfilled', 'rejected']);
  });

  it('fails all parents of a read that fails', async () => {
    const loader = pageLoader(async () => { throw new Error('down'); });
    const outcomes = await Promise.allSettled([loader.load('a', page(20)), loader.load('b', page(20))]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});

describe('a payload', () => {
  it('holds what was done, and no errors', async () => { expect(await toPayload(ok('id'), async (id) => ({ claim: { id } }))).toEqual({ claim: { id: 'id' }, errors: [] }); });

  it('holds the refusal under the name of its type', async () => {
    const present = jest.fn(async () => ({}));
    expect(await toPayload(err({ kind: 'ClaimNotFoundError', message: 'No such claim.' } as const), present)).toEqual({ errors: [{ kind: 'ClaimNotFoundError', __typename: 'ClaimNotFoundError', message: 'No such claim.' }] });
    expect(present).not.toHaveBeenCalled();
  });
});
