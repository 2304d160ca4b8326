import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Item, Post } from '../../core/post.ts';
import type { RecordingFormat } from '../connector.ts';
import { OUR_DID, recordingOf, type Said } from './fake.ts';
import { openRecording, RECORDING_FORMATS } from './parse.ts';
import { twitterTime, unescaped } from './twcs.ts';

const ours = { remoteId: OUR_DID, handle: 'kestrel', name: 'Kestrel', avatarUrl: null, profileUrl: null };
const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 9, minute));

const said: Said[] = [
  { id: 101, at: at(0), by: 'thea', text: 'The drip tray is cracked & leaks <everywhere>', parent: null },
  { id: 102, at: at(4), by: 'us', text: 'A new one is on its way. Ines', parent: 101 },
  { id: 103, at: at(9), by: 'thea', text: 'Ευχαριστώ! 🙏', parent: 102 },
  { id: 104, at: at(9), by: 'owen', text: 'Mine too', parent: 101 },
];

function posts(format: RecordingFormat, lines: readonly string[]): Post[] {
  return items(format, lines).flatMap(item => (item.kind === 'post' ? [item.post] : []));
}

function items(format: RecordingFormat, lines: readonly string[]): Item[] {
  return lines.flatMap(line => {
    const heard = format.read(line)?.heard;
    return heard?.kind === 'arrival' ? heard.items : [];
  });
}

function reasons(format: RecordingFormat, lines: readonly string[]): string[] {
  return lines.flatMap(line => {
    const heard = format.read(line)?.heard;
    return heard?.kind === 'dropped' ? [`${heard.ignored ? 'ignored' : 'failed'}: ${heard.reason}`] : [];
  });
}

for (const format of RECORDING_FORMATS)
  test(`${format}: both sides of a conversation come out as they were said`, () => {
    const read = posts(openRecording(format, ours), recordingOf(format, said));
    assert.deepEqual(
      read.map(({ text, at, own }) => ({ text, at, own })),
      said.map(({ text, at, by }) => ({ text, at, own: by === 'us' })),
    );
    const parents = read.map(({ parentRemoteId }) => read.findIndex(({ remoteId }) => remoteId === parentRemoteId));
    assert.deepEqual(parents, [-1, 0, 1, 0]);
    assert.equal(new Set(read.map(({ author }) => author.remoteId)).size, 3);
  });

test('twcs: ids keep every digit, whether number, text or number with a point nought', () => {
  const line = (id: string, parent: string) =>
    `{"tweet_id":${id},"author_id":115887.0,"inbound":true,"created_at":"Tue Oct 31 22:10:35 +0000 2017","text":"x","in_response_to_tweet_id":${parent}}`;
  const [big, plain, text] = posts(openRecording('twcs', ours), [
    line('1234567890123456789', '1234567890123456788.0'),
    line('849.0', 'null'),
    line('"850"', '"849"'),
  ]);
  assert.deepEqual(
    [big?.remoteId, big?.parentRemoteId, big?.author.remoteId],
    ['1234567890123456789', '1234567890123456788', '115887'],
  );
  assert.deepEqual([plain?.remoteId, plain?.parentRemoteId], ['849', null]);
  assert.deepEqual([text?.remoteId, text?.parentRemoteId], ['850', '849']);
});

test('twcs: the original table is read, with commas, quotes and line ends inside a text', () => {
  const table = openRecording('twcs', ours);
  const lines = [
    '\ufefftweet_id,author_id,inbound,created_at,text,response_tweet_id,in_response_to_tweet_id',
    '1,700118,True,Tue Oct 31 22:04:47 +0000 2017,"it says ""descale"", again',
    '',
    'and again",2,',
    '2,KestrelHelp,False,Tue Oct 31 22:10:35 +0000 2017,@700118 hold both &amp; wait,,1.0',
    '3,x,True,Tue Oct 31 22:10:35 +0000 2017,too few',
    '4,x,True,Tue Oct 31 22:10:35 +0000 2017,"never closed,,',
  ];
  const heard = [...lines.map(line => table.read(line)), table.end?.() ?? null].flatMap(one =>
    one ? [one.heard] : [],
  );
  const texts = heard.map(one =>
    one.kind === 'arrival' && one.items[0]?.kind === 'post' ? one.items[0].post.text : one.kind,
  );
  assert.deepEqual(texts, ['it says "descale", again\n\nand again', '@700118 hold both & wait', 'dropped', 'dropped']);
});

test('twcs: dates that never were are dropped, offsets are reckoned', () => {
  assert.equal(twitterTime('Wed Nov 01 00:00:01 +0200 2017')?.toISOString(), '2017-10-31T22:00:01.000Z');
  for (const text of [
    'Tue Feb 30 10:00:00 +0000 2017',
    'Tue Foo 01 10:00:00 +0000 2017',
    '2017-10-31',
    'Tue Oct 31 25:00:00 +0000 2017',
    '',
  ])
    assert.equal(twitterTime(text), null, text);
});

test('twcs: entities are read once', () => {
  assert.equal(
    unescaped('&amp;lt; &lt;b&gt; &#39;x&#x27; &unknown; &#0; &#99999999;'),
    "&lt; <b> 'x' &unknown; &#0; &#99999999;",
  );
});

test('ndjson: private words, edits and deletions are told apart', () => {
  const read = items(openRecording('ndjson', ours), [
    '{"id":1,"at":1772355900,"author":{"id":"thea"},"text":"psst","private":true}',
    '{"kind":"edit","id":1,"at":"2026-03-01T09:01:00Z","text":"psst!","version":1}',
    '{"kind":"delete","id":"1","at":"2026-03-01T09:02:00.5+02:00"}',
    '',
  ]);
  assert.deepEqual(
    read.map(({ kind }) => kind),
    ['post', 'edit', 'remove'],
  );
  assert.equal(read[0]?.kind === 'post' && read[0].post.room, 'with thea');
  assert.equal(read[2]?.kind === 'remove' && read[2].at.toISOString(), '2026-03-01T07:02:00.500Z');
});

test('ndjson: damage is dropped with its field, never thrown', () => {
  assert.deepEqual(
    reasons(openRecording('ndjson', ours), [
      'not json',
      '[]',
      '{"id":"1","at":"2026-02-31T00:00:00Z","author":{"id":"a"},"text":"x"}',
      '{"id":"1","at":1e300,"author":{"id":"a"},"text":"x"}',
      '{"id":"1","at":"2026-03-01T09:00:00Z","author":{"id":"a"},"text":"x","media":[{"url":"javascript:alert(1)"}]}',
    ]).map(reason => reason.split(':')[0]),
    ['failed', 'failed', 'failed', 'failed', 'failed'],
  );
});

const frame = (more: object) => JSON.stringify({ did: 'did:plc:thea', time_us: 1_772_355_600_000_001, ...more });
const commit = (record: object | undefined, operation = 'create', collection = 'app.bsky.feed.post') =>
  frame({ kind: 'commit', commit: { operation, collection, rkey: '3k', ...(record ? { record } : {}) } });

test('jetstream: a mention and a reply to us are addressed, other posts are not', () => {
  const mention = { features: [{ $type: 'app.bsky.richtext.facet#mention', did: OUR_DID }] };
  const to = (uri: string) => ({ root: { uri }, parent: { uri } });
  const read = posts(openRecording('jetstream', ours), [
    commit({ text: '@kestrel', createdAt: '2026-03-01T08:59:00Z', facets: [mention] }),
    commit({ text: 'thanks', createdAt: '2026-03-01T08:59:00Z', reply: to(`at://${OUR_DID}/app.bsky.feed.post/1`) }),
    commit({ text: 'kestrels are birds', createdAt: '2026-03-01T08:59:00Z' }),
  ]);
  assert.deepEqual(
    read.map(({ addressed }) => addressed),
    [true, true, false],
  );
});

test('jetstream: a post is dated by its author, but not into the future, the dark ages or nonsense', () => {
  const passedOn = '2026-03-01T09:00:00.000Z';
  const dates = ['2026-03-01T08:59:00Z', '2031-01-01T00:00:00Z', '0001-01-01T00:00:00Z', 'yesterday', undefined];
  const read = posts(
    openRecording('jetstream', ours),
    dates.map(createdAt => commit({ text: 'x', createdAt })),
  );
  assert.deepEqual(
    read.map(({ at }) => at.toISOString()),
    ['2026-03-01T08:59:00.000Z', passedOn, passedOn, passedOn, passedOn],
  );
});

test('jetstream: edits, deletions and accounts become items; other kinds are ignored by a closed list of reasons', () => {
  const recording = openRecording('jetstream', ours);
  const lines = [
    commit({ text: 'better', createdAt: '2026-03-01T08:59:00Z' }, 'update'),
    commit(undefined, 'delete'),
    frame({ kind: 'identity', identity: { did: 'did:plc:thea', handle: 'thea.example' } }),
    frame({ kind: 'account', account: { active: false, status: 'deleted', did: 'did:plc:thea' } }),
  ];
  assert.deepEqual(
    items(recording, lines).map(({ kind }) => kind),
    ['edit', 'remove', 'person', 'person'],
  );
  assert.deepEqual(
    reasons(recording, [
      commit({}, 'create', 'app.bsky.feed.like'),
      commit({}, 'create', 'org.invented.by.a.stranger'),
      frame({ kind: 'weather' }),
      commit({ text: 7, createdAt: '' }),
      '{"did":"x"}',
    ]).map(reason => reason.replace(/: missing.*|: not as.*/, '')),
    [
      'ignored: a like',
      'ignored: another kind of record',
      'ignored: another kind of frame',
      'failed: record text',
      'failed: did',
    ],
  );
  assert.equal(recording.read(lines[0] ?? '')?.heard.cursor, '1772355600000001');
});
