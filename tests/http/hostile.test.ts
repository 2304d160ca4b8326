/** Whatever is sent, by whomever, the answer is never a fault of ours. */
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { test } from 'node:test';
import { API_ROOT } from '../../src/contract/paths.ts';
import { openApi } from '../../src/http/openapi.ts';
import { makeLog } from '../../src/log.ts';
import { openTestHeed } from '../support/app.ts';
import { openCompany } from '../support/company.ts';

type Schema = Record<string, unknown>;
type Operation = {
  operationId: string;
  parameters: { name: string; in: string; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
};

const HOSTILE: unknown[] = [
  null,
  true,
  -1,
  0,
  1e308,
  0.1,
  2 ** 53,
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202e\u200b\ufeff',
  "'; drop table message; --",
  '%',
  '\\',
  '<script>alert(1)</script>',
  'x'.repeat(30_000),
  '𝒳'.repeat(200),
  '9999-99-99T99:99:99Z',
  '0001-01-01T00:00:00Z',
  '+275760-09-13T00:00:00.000Z',
  '9999-12-31T23:59:59.999Z',
  '00000000-0000-0000-0000-000000000000',
  'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
  [],
  {},
  [[]],
  [null],
  ['x'],
  { __proto__: { isAdmin: true }, constructor: 1 },
];

test('no body, however strange, is a fault of ours', async t => {
  const company = await openCompany(t);
  const faults = [];
  for (const [path, method, operation] of operations()) {
    const schema = operation.requestBody?.content['application/json']?.schema;
    if (schema === undefined) continue;
    const body = sample(schema) as Record<string, unknown>;
    const bodies = [
      ...HOSTILE,
      ...Object.keys(body).flatMap(field => HOSTILE.map(value => ({ ...body, [field]: value }))),
    ];
    for (const hostile of bodies) {
      const options = { token: company.tokens.owner, body: hostile };
      const reply = await company.heed.call(method, placed(path, company.ids), options);
      if (reply.status === 500) faults.push(`${operation.operationId} ${JSON.stringify(hostile).slice(0, 100)}`);
    }
  }
  assert.deepEqual(faults, []);
});

test('no question, however strange, is a fault of ours', async t => {
  const company = await openCompany(t);
  const faults = [];
  const texts = HOSTILE.map(value => (typeof value === 'string' ? value.slice(0, 4_000) : JSON.stringify(value)));
  for (const [path, method, operation] of operations()) {
    if (operation.operationId === 'live') continue;
    for (const { name } of operation.parameters.filter(parameter => parameter.in === 'query')) {
      for (const text of texts) {
        const query = name === 'q' ? '' : operation.operationId === 'search' ? '&q=late' : '';
        const place = `${placed(path, company.ids)}?${name}=${encodeURIComponent(text.toWellFormed())}${query}`;
        const reply = await company.heed.call(method, place, { token: company.tokens.owner });
        if (reply.status === 500) faults.push(`${operation.operationId} ${name}=${text.slice(0, 80)}`);
      }
    }
  }
  assert.deepEqual(faults, []);
});

test('no id, however strange, is a fault of ours', async t => {
  const company = await openCompany(t);
  const faults = [];
  const texts = HOSTILE.flatMap(value => (typeof value === 'string' && value.length < 4_000 ? [value] : []));
  for (const [path, method, operation] of operations()) {
    if (!path.includes('{id}')) continue;
    const schema = operation.requestBody?.content['application/json']?.schema;
    for (const text of texts) {
      const place = placed(path, company.ids, encodeURIComponent(text.toWellFormed()));
      const body = schema === undefined ? {} : { body: sample(schema) };
      const reply = await company.heed.call(method, place, { token: company.tokens.owner, ...body });
      if (reply.status === 500) faults.push(`${operation.operationId} ${text.slice(0, 80)}`);
    }
  }
  assert.deepEqual(faults, []);
});

test('bytes that are no request at all leave the server standing', async t => {
  const lines: string[] = [];
  const log = makeLog({ level: 'error', sink: { write: line => lines.push(line) } });
  const heed = await openTestHeed(t, { log });
  const port = Number(new URL(heed.url).port);
  const garbage = [
    '\r\n\r\n',
    'HELLO\r\n\r\n',
    'GET / HTTP/9.9\r\n\r\n',
    'GET / HTTP/1.1\r\n\r\n',
    'GET / HTTP/1.1\r\nHost: \r\n\r\n',
    'GET / HTTP/1.1\r\nHost: a b\r\n\r\n',
    'GET // HTTP/1.1\r\nHost: x\r\n\r\n',
    'GET http://[ HTTP/1.1\r\nHost: x\r\n\r\n',
    'GET /%ff%fe HTTP/1.1\r\nHost: x\r\n\r\n',
    'GET /api/v1/brands/%E0%A4%A/inboxes HTTP/1.1\r\nHost: x\r\n\r\n',
    `GET /${'a'.repeat(100_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
    `GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(100_000)}\r\n\r\n`,
    'POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n',
    'POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    'POST /api/v1/session HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZZ\r\n',
    'GET / HTTP/1.1\r\nHost: x\r\nCookie: heed.session_token=%%%\r\n\r\n',
    'GET /api/v1/me HTTP/1.1\r\nHost: x\r\nCookie: heed.session_token=a.b; heed.session_token=\u0000\r\n\r\n',
    'GET /api/v1/me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer heed_\u0001\r\n\r\n',
    'TRACE / HTTP/1.1\r\nHost: x\r\n\r\n',
    'OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n',
    Buffer.from([0x16, 0x03, 0x01, 0x00, 0xa5, 0x01, 0x00, 0x00]),
  ];
  for (const bytes of garbage) {
    const answer = await send(port, bytes);
    assert.doesNotMatch(answer, /^HTTP\/1.1 500/, String(bytes).slice(0, 80));
    assert.equal((await heed.call('GET', '/healthz')).status, 200);
  }
  assert.deepEqual(lines, []);
});

function operations(): [path: string, method: string, operation: Operation][] {
  const { paths } = openApi('0');
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, string, Operation] => [
      path,
      method.toUpperCase(),
      operation as Operation,
    ]),
  );
}

/** The right kind of id for its place, so that what is strange is the only thing that is. */
function placed(path: string, ids: Record<string, string>, id?: string): string {
  const noun = /brands\/\{brand\}\/(\w+)s\/\{id\}/.exec(path)?.[1] ?? '';
  const own = ids[noun === 'querie' ? 'query' : noun === 'inboxe' ? 'inbox' : noun] ?? ids['conversation'] ?? '';
  return API_ROOT + path.replace('{brand}', '1').replace('{id}', id ?? own);
}

/** A value that fits the schema, as small as can be. */
function sample(schema: Schema): unknown {
  const any = schema['anyOf'] as Schema[] | undefined;
  if (any?.[0] !== undefined) return sample(any[0]);
  if (Array.isArray(schema['enum'])) return schema['enum'][0];
  if (schema['type'] === 'object') {
    const properties = Object.entries((schema['properties'] ?? {}) as Record<string, Schema>);
    return Object.fromEntries(properties.map(([name, value]) => [name, sample(value)]));
  }
  if (schema['type'] === 'array') return [];
  if (schema['type'] === 'boolean') return false;
  if (schema['type'] === 'integer' || schema['type'] === 'number') return 5;
  if (schema['format'] === 'date-time') return '2026-11-23T00:00:00Z';
  if (schema['format'] === 'email') return 'somebody@kestrel.example';
  if (schema['format'] === 'uuid') return '00000000-0000-7000-8000-000000000123';
  return 'long enough for anything';
}

/** @returns what comes back until the server hangs up, or falls silent */
function send(port: number, bytes: string | Buffer): Promise<string> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1', () => socket.end(bytes));
    let answer = '';
    socket.on('data', data => {
      answer += data;
    });
    socket.on('error', () => resolve(answer));
    socket.on('close', () => resolve(answer));
  });
}
