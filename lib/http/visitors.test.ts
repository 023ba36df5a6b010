import { expect, test } from 'vitest';
import { addressGroup, visitorOf } from './visitors';

test.each([
  ['203.0.113.9', undefined, false, '203.0.113.9'],
  // Said by the visitor himself.
  ['203.0.113.9', '198.51.100.1', false, '203.0.113.9'],
  ['203.0.113.9', '198.51.100.1', true, '203.0.113.9'],
  ['192.168.1.9', '198.51.100.1', false, '192.168.1.9'],
  // Said by a proxy.
  ['127.0.0.1', '198.51.100.1', false, '198.51.100.1'],
  ['::ffff:127.0.0.1', '198.51.100.1', false, '198.51.100.1'],
  ['::1', '2001:db8::7', false, '2001:db8::7'],
  ['172.18.0.2', '198.51.100.1', true, '198.51.100.1'],
  ['127.0.0.1', '1.1.1.1, 2.2.2.2, 198.51.100.1', false, '198.51.100.1'],
  ['127.0.0.1', ['1.1.1.1', '198.51.100.1:4711'], false, '198.51.100.1'],
  ['127.0.0.1', '[2001:db8::7]:4711', false, '2001:db8::7'],
  ['127.0.0.1', '198.51.100.1, unknown', false, '127.0.0.1'],
  ['127.0.0.1', '', false, '127.0.0.1'],
  ['::ffff:203.0.113.9', undefined, false, '203.0.113.9'],
])(
  'a connection from %s that says %j, behind a proxy: %s, is from %s',
  (peer, said, behindProxy, address) => {
    expect(visitorOf(peer, said, behindProxy)).toBe(address);
  },
);

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8:1:2::', '2001:db8:1:2'],
  ['2001:DB8::6', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['', ''],
])('%s counts as %s', (address, group) => {
  expect(addressGroup(address)).toBe(group);
});
