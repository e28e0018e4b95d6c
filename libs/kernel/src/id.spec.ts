import fc from 'fast-check';
import { parseId } from './id';

describe('an identifier', () => {
  it('is a UUID, in lower case whatever was sent', () => {
    fc.assert(fc.property(fc.uuid(), fc.boolean(), (uuid, shout) => { expect(parseId(shout ? uuid.toUpperCase() : uuid)).toBe(uuid); }));
  });

  it.each([
    ['nothing', ''], ['a number', '42'], ['a digit too few', '018f5b1e-7c1a-7000-8000-00000000000'], ['a digit too many', '018f5b1e-7c1a-7000-8000-0000000000000'],
    ['a letter beyond f', '018f5b1e-7c1a-7000-8000-00000000000g'], ['no hyphens', '018f5b1e7c1a70008000000000000000'], ['braces', '{018f5b1e-7c1a-7000-8000-000000000000}'],
    ['a line more', '018f5b1e-7c1a-7000-8000-000000000000\n'], ['a blank before', ' 018f5b1e-7c1a-7000-8000-000000000000'], ['SQL', "018f5b1e-7c1a-7000-8000-000000000000' OR true"],
  ])('is not %s', (_what, text) => { expect(parseId(text)).toBeNull(); });

  it('is nothing else', () => {
    fc.assert(fc.property(fc.string().filter((text) => text.length !== 36), (text) => { expect(parseId(text)).toBeNull(); }));
  });
});
