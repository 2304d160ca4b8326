/** Any table of an answer as a file. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EndpointName } from '../../src/contract/paths.ts';
import { exportAnswer, readExport } from '../../src/http/export.ts';
import { openTestHeed } from '../support/app.ts';

const OWNER = { name: 'Olga', email: 'olga@kestrel.example', password: 'a long enough password', brand: 'Kestrel' };

test('a report is JSON, and CSV or a file when it is asked for so', async t => {
  const heed = await openTestHeed(t);
  const { token } = await heed.services.welcome.setUp(OWNER);
  const get = (path: string, accept?: string) =>
    heed.call('GET', `/api/v1/brands/kestrel/${path}`, { token, headers: accept === undefined ? {} : { accept } });
  const plain = await get('unheard');
  assert.equal(plain.headers.get('content-disposition'), null);

  const csv = await get('unheard?format=csv');
  assert.equal(csv.status, 200);
  assert.equal(csv.headers.get('content-type'), 'text/csv; charset=utf-8');
  assert.equal(csv.headers.get('content-disposition'), 'attachment; filename="kestrel-unheard-weeks.csv"');
  const [header] = String(csv.body).split('\r\n');
  assert.equal(header?.startsWith('\ufeff') ? header.slice(1, 16) : header?.slice(0, 15), 'week,kept,compl');
  assert.equal(String((await get('unheard', 'text/csv')).body), String(csv.body));
  assert.equal((await get('unheard', 'text/html, application/json, */*')).headers.get('content-disposition'), null);

  const file = await get('unheard?format=json');
  assert.match(file.headers.get('content-disposition') ?? '', /kestrel-unheard\.json/);
  assert.deepEqual(file.body, plain.body);
  assert.deepEqual((await get('unheard?format=json&table=networks')).body, []);
  for (const wrong of ['unheard?format=xml', 'unheard?format=csv&table=nothing']) {
    assert.equal((await get(wrong)).status, 422, wrong);
  }
  assert.equal((await heed.call('GET', '/api/v1/brands/kestrel/unheard?format=csv')).status, 401);
});

const NAME: EndpointName = 'listComplaints';

function complaintRow(text: string): unknown {
  return {
    id: '0196d2f0-0000-7000-8000-000000000001',
    network: 'bluesky',
    channelId: '0196d2f0-0000-7000-8000-000000000002',
    postedAt: '2026-11-01T00:00:00Z',
    author: { handle: 'thea', name: null },
    text,
    title: null,
    url: null,
    lang: 'en',
    hasMedia: false,
    addressed: false,
    wants: 'complaint',
    because: ['complaint'],
    spans: [],
    titleSpans: [],
    answered: false,
    queryIds: [],
    conversationId: null,
    deleted: false,
    inPublic: true,
  };
}

test('a paged list is written to its end, page after page, and a formula stays words', async () => {
  const wanted = readExport(NAME, new Request('http://heed.example/x?format=csv'));
  assert.ok(wanted);
  const asked: unknown[] = [];
  const pages = [
    { rows: [complaintRow('second')], next: '2' },
    { rows: [complaintRow('=HYPERLINK("http://evil.example")')], next: null },
  ];
  const first = { rows: [complaintRow('first')], next: '1' };
  const again = async (query: unknown) => {
    asked.push(query);
    return pages.shift();
  };
  const text = await exportAnswer(NAME, wanted, first, again, 'kestrel').text();
  const lines = text.trimEnd().split('\r\n');
  assert.equal(lines.length, 4);
  assert.deepEqual(asked, [
    { after: '1', limit: 100 },
    { after: '2', limit: 100 },
  ]);
  assert.match(lines[3] ?? '', /"'=HYPERLINK\(""http/);
});

test('an endpoint without tables knows nothing of files', () => {
  assert.equal(readExport('me', new Request('http://heed.example/x?format=csv')), null);
});
