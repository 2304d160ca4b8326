import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Heard, Here } from '../connector.ts';
import type { Credentials } from './credentials.ts';
import { contract } from './fake.ts';
import { life } from './life.ts';
import { reread } from './reread.ts';

const FIXTURES = join(import.meta.dirname, 'fixtures');
const account = {
  remoteId: 'did:plc:xe2xx7e235272cfe5e42xaxx',
  handle: 'kestrel.example',
  name: 'Kestrel',
  avatarUrl: null,
  profileUrl: 'https://bsky.app/profile/did:plc:xe2xx7e235272cfe5e42xaxx',
};
const here: Here<Credentials> = {
  credentials: { identifier: 'kestrel.example' },
  account,
  home: { url: 'http://home.example', seal: text => text },
};

/** Everything but the addresses of pictures, which depend on the server. */
function wordsOf(heard: readonly Heard[]): unknown {
  return heard.map(one => {
    if (one.kind === 'dropped') return { reason: one.reason, ignored: one.ignored === true };
    return one.items.map(item =>
      'post' in item ? { ...item.post, attachments: item.post.attachments.length } : item.kind,
    );
  });
}

for (const file of readdirSync(FIXTURES)) {
  test(`every line of ${file} is told apart by its shape and read as it was`, () => {
    for (const raw of readFileSync(join(FIXTURES, file), 'utf8').split('\n').filter(Boolean)) {
      const again = reread({ body: raw, source: 'stream', receivedAt: new Date() }, here);
      assert.deepEqual(wordsOf(again), wordsOf(contract.read(raw, file)), raw.slice(0, 120));
    }
  });
}

test('a record of our own is read at the time it was received', () => {
  const value = { $type: 'app.bsky.feed.post', text: 'Open until six', createdAt: '2026-11-22T10:00:00Z' };
  const body = JSON.stringify({ uri: `at://${account.remoteId}/app.bsky.feed.post/3lxyzabcdefgh`, cid: 'x', value });
  const [one] = reread({ body, source: 'backfill', receivedAt: new Date('2026-11-22T11:00:00Z') }, here);
  assert.equal(one?.kind, 'arrival');
  const [item] = one?.kind === 'arrival' ? one.items : [];
  assert.equal(item?.kind === 'post' && item.post.own, true);
});

const token = (exp: number) => `x.${Buffer.from(JSON.stringify({ exp })).toString('base64url')}.x`;

test('how long a sign-in lasts depends on what is kept of it', () => {
  const session = { accessJwt: token(1), refreshJwt: token(1_800_000_000) };
  const endsAt = new Date(1_800_000_000_000);
  const oauth = { issuer: 'https://x.example', clientId: 'c', accessToken: token(1_800_000_000), key: {} };
  const of = (more: Partial<Credentials>) => life({ identifier: 'kestrel.example', ...more });
  assert.deepEqual(of({ appPassword: 'secret', session }), { kind: 'lasting' });
  assert.deepEqual(of({ session }), { kind: 'renewing', endsAt });
  assert.deepEqual(of({ oauth: { ...oauth, refreshToken: 'opaque' } }), { kind: 'renewing', endsAt: null });
  assert.deepEqual(of({ oauth: { ...oauth, refreshToken: null } }), { kind: 'ending', endsAt });
  assert.deepEqual(life({ identifier: '' }), { kind: 'lasting' });
});
