import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isOnTheInternet, makeCallPlaces } from './call-place.ts';

test('networks can call https under a public name or address, and nothing else', () => {
  const open = [
    'https://desk.example',
    'https://desk.example:8443',
    'https://93.184.216.34',
    'https://[2606:4700::1111]',
  ];
  for (const root of open) assert.equal(isOnTheInternet(root), true, root);
  const closed = ['http://desk.example', 'https://localhost', 'https://desk.local', 'https://desk', 'https://10.0.0.4'];
  const indoors = [
    'https://192.168.1.9',
    'https://[::1]',
    'https://[fd00::2]',
    'https://nas.home.arpa',
    'desk.example',
  ];
  for (const root of [...closed, ...indoors]) assert.equal(isOnTheInternet(root), false, root);
});

test('every channel has an address and a secret of its own, the same each time', () => {
  const places = makeCallPlaces({ root: 'https://desk.example', trusted: false, secretKey: 'k' });
  const one = places.of({ brandId: 3, channelId: 'c1' });
  assert.equal(one?.url, 'https://desk.example/hooks/3/c1');
  assert.match(one?.secret ?? '', /^[\w-]{43}$/);
  assert.deepEqual(places.of({ brandId: 3, channelId: 'c1' }), one);
  assert.notEqual(places.of({ brandId: 3, channelId: 'c2' })?.secret, one?.secret);
});

test('nobody is called at home, unless a person has named that address for it', () => {
  const root = 'http://127.0.0.1:7373';
  assert.equal(makeCallPlaces({ root, trusted: false, secretKey: 'k' }).of({ brandId: 1, channelId: 'c' }), null);
  const named = makeCallPlaces({ root, trusted: true, secretKey: 'k' }).of({ brandId: 1, channelId: 'c' });
  assert.equal(named?.url, `${root}/hooks/1/c`);
});
