import type { Random, Weighted } from '../chance/random';

export interface PostalAddress {
  readonly lines: readonly string[];
  readonly city: string;
  readonly state: string;
  readonly postalCode: string;
}

/** Postal areas around the two sites, the nearer the more often. */
const AREAS: Weighted<readonly [city: string, postalCode: string]> = [
  [14, ['Broomfield', '80020']], [12, ['Broomfield', '80021']], [8, ['Broomfield', '80023']],
  [14, ['Westminster', '80031']], [12, ['Westminster', '80030']], [8, ['Westminster', '80234']],
  [6, ['Thornton', '80229']], [5, ['Northglenn', '80233']], [5, ['Arvada', '80003']], [4, ['Louisville', '80027']],
  [4, ['Lafayette', '80026']], [3, ['Superior', '80027']], [3, ['Erie', '80516']], [2, ['Boulder', '80303']], [2, ['Denver', '80221']],
];

const STREETS = 'Aspen Bluebell Bristlecone Buckhorn Chokecherry Columbine Cottonwood Elkhorn Flatiron Foxtail Granite Hawthorn Juniper Kestrel Lupine Magpie Meadowlark Pasque Pinyon Ponderosa Sagebrush Spruce Switchgrass Tamarack Yarrow'.split(' ');
const KINDS = ['Street', 'Avenue', 'Court', 'Drive', 'Lane', 'Way', 'Circle'];

/** A made-up address: real postal areas, streets of our own. */
export function fictionalAddress(random: Random): PostalAddress {
  const [city, postalCode] = random.weighted(AREAS);
  const street = `${random.between(100, 15_900)} ${random.pick(STREETS)} ${random.pick(KINDS)}`;
  const lines = random.chance(0.2) ? [street, `Apt ${random.between(1, 320)}`] : [street];
  return { lines, city, state: 'CO', postalCode };
}
