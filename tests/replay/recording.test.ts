import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { openRecording as openArchive } from '../../src/connectors/archive/parse.ts';
import type { RecordingFormat } from '../../src/connectors/connector.ts';
import { LINE_LIMIT_BYTES, openRecording } from '../../src/services/recording.ts';
import { atEnd } from '../support/at-end.ts';
import { birdAccount } from '../support/bird.ts';
import { freshFolder } from '../support/folder.ts';

const formatOf = (id: 'twcs' | 'ndjson' = 'ndjson'): RecordingFormat => openArchive(id, birdAccount);

function line(id: string, at: string, more: object = {}): string {
  return JSON.stringify({ id, at, author: { id: 'maria', handle: 'maria' }, text: `words of ${id}`, ...more });
}

async function recorded(
  t: TestContext,
  content: string | Buffer,
  more: { only?: string; format?: RecordingFormat } = {},
) {
  const file = join(freshFolder(t), 'recording');
  await writeFile(file, content);
  const recording = await openRecording({ file, format: formatOf(), signal: new AbortController().signal, ...more });
  atEnd(t, recording.close);
  return recording;
}

type Opened = Awaited<ReturnType<typeof recorded>>;

async function idsOf(recording: Opened): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < recording.count; index++) {
    const heard = await recording.read(index);
    if (heard?.kind === 'dropped') ids.push(`dropped: ${heard.reason}`);
    else for (const item of heard?.items ?? []) ids.push(item.kind === 'post' ? item.post.remoteId : item.kind);
  }
  return ids;
}

test('an unordered file is read in order of time; lines of the same second keep their order', async t => {
  const recording = await recorded(
    t,
    [
      line('late', '2026-03-01T12:00:00Z'),
      line('early', '2026-03-01T10:00:00Z'),
      line('noon-1', '2026-03-01T11:00:00Z'),
      line('noon-2', '2026-03-01T11:00:00Z'),
    ].join('\n'),
  );
  assert.deepEqual(await idsOf(recording), ['early', 'noon-1', 'noon-2', 'late']);
  assert.equal(recording.firstAt?.toISOString(), '2026-03-01T10:00:00.000Z');
  assert.equal(recording.lastAt?.toISOString(), '2026-03-01T12:00:00.000Z');
});

test('line ends of Windows, a mark at the beginning, empty lines and a missing last line end change nothing', async t => {
  const plain = [line('a', '2026-03-01T10:00:00Z'), line('b', '2026-03-01T11:00:00Z')];
  for (const content of [plain.join('\n'), `\ufeff${plain.join('\r\n')}\r\n`, `\n\n${plain.join('\n\n')}\n\n`]) {
    const recording = await recorded(t, content);
    assert.deepEqual(await idsOf(recording), ['a', 'b']);
  }
});

test('a damaged line stays beside its neighbours and is counted, not lost', async t => {
  const lines = [line('a', '2026-03-01T10:00:00Z'), '{"id": "half', '<html>', line('b', '2026-03-01T09:00:00Z')];
  const recording = await recorded(t, lines.join('\n'));
  const ids = await idsOf(recording);
  assert.equal(ids.length, 4);
  assert.deepEqual([ids[0], ids[1]], ['b', 'a']);
  assert.match(ids[2] ?? '', /^dropped/);
  assert.match(ids[3] ?? '', /^dropped/);
});

test('words of every language and pictograms survive wherever the file is cut into pieces', async t => {
  const text = 'Ο μύλος δεν αλέθει 🤥 «الماكينة» ';
  const lines = Array.from({ length: 40_000 }, (_, n) => line(String(n), '2026-03-01T10:00:00Z', { text: text + n }));
  const recording = await recorded(t, lines.join('\n'));
  assert.equal(recording.count, 40_000);
  for (const index of [0, 1, 7_777, 20_000, 39_999]) {
    const heard = await recording.read(index);
    const item = heard?.kind === 'arrival' ? heard.items[0] : undefined;
    assert.equal(item?.kind === 'post' ? item.post.text : '', text + index);
  }
});

test('a line longer than the limit is counted as failed and never held', async t => {
  const long = Buffer.alloc(LINE_LIMIT_BYTES + 10, 'x');
  const content = Buffer.concat([
    Buffer.from(`${line('a', '2026-03-01T10:00:00Z')}\n`),
    long,
    Buffer.from(`\n${line('b', '2026-03-01T11:00:00Z')}`),
  ]);
  const recording = await recorded(t, content);
  assert.deepEqual(await idsOf(recording), ['a', 'dropped: line too long', 'b']);
});

test('records of a table that run over several lines are read whole, out of order too', async t => {
  const table = [
    'tweet_id,author_id,inbound,created_at,text,response_tweet_id,in_response_to_tweet_id',
    '2,kestrel,False,Tue Oct 31 22:11:00 +0000 2017,"We are sorry, Maria.\nWhich model\nis it?",,1',
    '1,500,True,Tue Oct 31 22:10:00 +0000 2017,"It ""hums""',
    '',
    'and does not grind",2,',
    '3,501,True,Tue Oct 31 22:09:00 +0000 2017,short,,',
  ].join('\n');
  const recording = await recorded(t, table, { format: formatOf('twcs') });
  assert.deepEqual(await idsOf(recording), ['3', '1', '2']);
  const heard = await recording.read(1);
  const item = heard?.kind === 'arrival' ? heard.items[0] : undefined;
  assert.equal(item?.kind === 'post' ? item.post.text : '', 'It "hums"\n\nand does not grind');
});

test('the same bytes are the same recording, one byte more is another', async t => {
  const content = line('a', '2026-03-01T10:00:00Z');
  const [one, same, other] = [
    await recorded(t, content),
    await recorded(t, content),
    await recorded(t, `${content}\n`),
  ];
  assert.equal(one.sha256, same.sha256);
  assert.notEqual(one.sha256, other.sha256);
});

test('only the threads in which somebody writes or is named are taken, parents that come later included', async t => {
  const by = (id: string) => ({ author: { id, handle: id } });
  const lines = [
    line('b2', '2026-03-01T10:05:00Z', { parent: 'b1', ...by('kestrel') }),
    line('b1', '2026-03-01T10:00:00Z'),
    line('b3', '2026-03-01T10:06:00Z', { parent: 'b2' }),
    line('other', '2026-03-01T10:01:00Z', by('osprey')),
    line('named', '2026-03-01T10:02:00Z', { text: 'hello @Kestrel, are you there' }),
    line('not-named', '2026-03-01T10:03:00Z', { text: 'hello @kestrelish' }),
    '{"damaged',
  ];
  const recording = await recorded(t, lines.join('\n'), { only: '@kestrel' });
  assert.deepEqual(await idsOf(recording), ['b1', 'named', 'b2', 'b3']);
});

test('an empty file is a recording of nothing', async t => {
  const recording = await recorded(t, '');
  assert.deepEqual([recording.count, recording.firstAt, recording.lastAt], [0, null, null]);
});

test('reading a large file stops when asked', async t => {
  const file = join(freshFolder(t), 'recording');
  await writeFile(file, line('a', '2026-03-01T10:00:00Z'));
  await assert.rejects(openRecording({ file, format: formatOf(), signal: AbortSignal.abort() }));
});
