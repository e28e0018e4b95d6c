import { firstFeatureOf, nounsOf, Refused, subgraphName } from './nouns';

describe('the name of a feature', () => {
  it('is written in every form that code, SDL and tables need', () => {
    expect(nounsOf('inventory-items')).toEqual({
      file: { one: 'inventory-item', many: 'inventory-items' }, field: { one: 'inventoryItem', many: 'inventoryItems' },
      type: { one: 'InventoryItem', many: 'InventoryItems' }, table: 'inventory_item', words: { one: 'inventory item', many: 'inventory items' },
    });
  });

  it.each([
    ['refunds', 'refund'], ['policies', 'policy'], ['addresses', 'address'], ['boxes', 'box'], ['statuses', 'status'], ['purchases', 'purchase'], ['notices', 'notice'], ['batches', 'batch'],
  ])('makes %s of one %s', (many, one) => { expect(nounsOf(many).file.one).toBe(one); });

  it('takes the singular that it is told', () => { expect(nounsOf('diagnoses', 'diagnosis').type.one).toBe('Diagnosis'); });

  it.each(['Refunds', 'refund_items', '-refunds', 'refunds-', 're--funds', '1refunds', '../refunds', 'refunds.ts', '', 'equipment', 'glass', `${'a'.repeat(41)}s`])('is not %j', (name) => {
    expect(() => nounsOf(name)).toThrow(Refused);
  });

  it.each(['cases', 'classes', 'pages', 'records', 'ids', 'migrations', 'utils'])('is not %s, which has a meaning already', (name) => { expect(() => nounsOf(name)).toThrow(Refused); });
  it('is not the same for one and many', () => { expect(() => nounsOf('sheep', 'sheep')).toThrow(Refused); });
});

describe('the name of a subgraph', () => {
  it.each(['inventory', 'lab2', 'referrals'])('can be %s', (name) => { expect(subgraphName(name)).toBe(name); });
  it.each(['Inventory', 'lab-orders', 'lab_orders', 'l', '2lab', '../lab', '', 'a'.repeat(31), 'order', 'user', 'public', 'pgcrypto', 'migrate'])('cannot be %j', (name) => { expect(() => subgraphName(name)).toThrow(Refused); });
  it.each([['inventory', 'inventory-items'], ['referrals', 'referrals']])('%s begins with %s', (name, feature) => { expect(firstFeatureOf(name)).toBe(feature); });
});
