import { storeSet, storeSets } from './store-set';

const refusal = (code: string) => Object.assign(new Error('no'), { driverError: { code } });

it('stores what it can of a set that holds refused rows', async () => {
  const kept: number[] = [];
  const stored = await storeSet([1, 2, 3, 4, 5, 6, 7], async (rows) => {
    if (rows.some((row) => row === 2 || row === 6)) throw refusal('23514');
    kept.push(...rows);
  });
  expect(stored.filter(({ isRefused }) => isRefused).map(({ row }) => row)).toEqual([2, 6]);
  expect(kept).toEqual([1, 3, 4, 5, 7]);
});

it.each([['57P01'], ['ECONNRESET'], ['40001']])('stops when the cause is the database (%s), not the rows', async (code) => {
  await expect(storeSet([1, 2], () => Promise.reject(refusal(code)))).rejects.toThrow('no');
});

it('stores many rows in sets', async () => {
  const sizes: number[] = [];
  const stored = await storeSets(Array.from({ length: 1200 }), async (rows) => void sizes.push(rows.length));
  expect([stored.length, sizes]).toEqual([1200, [500, 500, 200]]);
});

it('stores nothing of nothing', async () => {
  await expect(storeSets([], () => Promise.reject(new Error('called')))).resolves.toEqual([]);
});
