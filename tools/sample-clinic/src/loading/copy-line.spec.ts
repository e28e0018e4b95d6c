import { copyLine } from './copy-line';

describe('a line for COPY', () => {
  it('parts values by tabs and ends with a newline', () => {
    expect(copyLine(['a', 1, 2n, true, false, null, new Date(0)])).toBe('a\t1\t2\tt\tf\t\\N\t1970-01-01T00:00:00.000Z\n');
  });

  it('escapes what would end a value or a row', () => {
    expect(copyLine(['a\tb\nc\\d\re'])).toBe('a\\tb\\nc\\\\d\\re\n');
  });

  it('writes arrays, with quotes where an element needs them', () => {
    expect(copyLine([['GP', 'a b', 'null', '', 'say "so"'], [1, 2], []])).toBe('{GP,"a b","null","","say \\\\"so\\\\""}\t{1,2}\t{}\n');
  });
});
