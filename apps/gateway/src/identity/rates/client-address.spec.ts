import { countedAddress, isNetwork } from './client-address';

it.each([
  ['203.0.113.7', '203.0.113.7'], ['::ffff:203.0.113.7', '203.0.113.7'], ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'], ['2001:db8:1:2::1', '2001:db8:1:2::/64'],
  ['::1', '::/64'], ['evil', 'unknown'], [undefined, 'unknown'],
])('counts %s as %s', (address, counted) => { expect(countedAddress(address)).toBe(counted); });

it.each([['10.0.0.0/8', true], ['10.1.2.3', true], ['fd00::/8', true], ['everybody', false], ['10.0.0.0/99', false]])('%s is a network: %s', (text, is) => { expect(isNetwork(text)).toBe(is); });
