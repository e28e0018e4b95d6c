import { types } from 'pg';

type Parse = (text: string) => unknown;

const OID = { int8: 20, date: 1082, textArray: 1009, int8Array: 1016, dateArray: 1182 } as const;
/** pg's own list of types is shorter than what it parses. */
const parserOf = types.getTypeParser as (oid: number, format?: 'text' | 'binary') => Parse;
const textArray = parserOf(OID.textArray) as (text: string) => readonly (string | null)[];

/** How values come out of the database where pg's own way loses something: a day has no zone, cents outgrow a double. */
const PARSERS: ReadonlyMap<number, Parse> = new Map<number, Parse>([
  [OID.int8, BigInt],
  [OID.date, (text) => text],
  [OID.int8Array, (text) => textArray(text).map((each) => (each === null ? null : BigInt(each)))],
  [OID.dateArray, textArray],
]);

/** pg's `types` option for one pool: `int8` as bigint, `date` as YYYY-MM-DD, `timestamptz` as Date, the rest as pg has it. */
export const houseTypes = {
  getTypeParser(oid: number, format?: 'text' | 'binary'): Parse {
    const own = format === 'binary' ? undefined : PARSERS.get(oid);
    return own ?? parserOf(oid, format ?? 'text');
  },
};
