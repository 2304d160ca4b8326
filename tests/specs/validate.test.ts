/** What holds others against a document notices what is wrong. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromBotApi } from '../support/specs/bot-api.ts';
import { distil } from '../support/specs/distil.ts';
import type { Document } from '../support/specs/document.ts';
import { fromOpenApi } from '../support/specs/openapi.ts';
import { fromPostman } from '../support/specs/postman.ts';
import type { Exchange } from '../support/specs/recorder.ts';
import { metIn, validate } from '../support/specs/validate.ts';

const BOT = fromBotApi(
  JSON.stringify({
    version: 'Bird API 1',
    methods: {
      sing: {
        name: 'sing',
        fields: [
          { name: 'tree', types: ['Integer', 'String'], required: true },
          { name: 'notes', types: ['Array of Note'], required: false },
        ],
        returns: ['Song'],
      },
    },
    types: {
      Note: { fields: [{ name: 'pitch', types: ['Integer'], required: true }] },
      Song: { fields: [{ name: 'id', types: ['Integer'], required: true }] },
      Nest: { fields: [] },
    },
  }),
);
const OPEN = fromOpenApi(
  JSON.stringify({
    info: { title: 'Birds', version: '2' },
    paths: {
      '/{Version}/songs/{id}': {
        get: {
          operationId: 'song',
          parameters: [
            {
              name: 'fields',
              in: 'query',
              schema: { type: 'array', items: { type: 'string', enum: ['pitch', 'length'] } },
            },
            { name: 'limit', in: 'query', required: true, schema: { type: 'integer' } },
          ],
          responses: { 200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Bird' } } } } },
        },
      },
    },
    components: {
      schemas: {
        Base: { type: 'object', required: ['kind'], properties: { kind: { type: 'string' } } },
        Wren: {
          allOf: [
            { $ref: '#/components/schemas/Base' },
            {
              type: 'object',
              additionalProperties: false,
              required: ['tail'],
              properties: { tail: { type: 'number' } },
            },
          ],
        },
        Owl: { type: 'object', required: ['ears'], properties: { ears: { type: 'number' } } },
        Bird: {
          oneOf: [{ $ref: '#/components/schemas/Wren' }, { $ref: '#/components/schemas/Owl' }],
          discriminator: {
            propertyName: 'kind',
            mapping: { wren: '#/components/schemas/Wren', owl: '#/components/schemas/Owl' },
          },
        },
      },
    },
  }),
);

function said(method: string, path: string, body: unknown, answer: unknown = {}): Exchange {
  return {
    method,
    origin: 'https://api.birds.example',
    path,
    type: 'application/json',
    body: Buffer.from(body === null ? '' : JSON.stringify(body)),
    status: 200,
    answer: JSON.stringify(answer),
  };
}

async function complaints(document: Document, ...exchanges: Exchange[]): Promise<string[]> {
  return (await validate(document, exchanges, true)).complaints;
}

test('a missing, misspelt or mistaken parameter is noticed, and a wrong answer is', async () => {
  const fine = { ok: true, result: { id: 1 } };
  assert.deepEqual(await complaints(BOT, said('POST', '/bot1:a/sing', { tree: 1, notes: [{ pitch: 2 }] }, fine)), []);
  const wrong = await complaints(
    BOT,
    said('POST', '/bot1:a/sing', { notes: [{ pitch: 'high' }], branch: 3 }, { ok: true, result: { id: 'one' } }),
  );
  assert.deepEqual(wrong, [
    "sing, asked: / must have required property 'tree' tree",
    'sing, asked: / must NOT have additional properties branch',
    'sing, asked: /notes/…/pitch must be integer integer',
    'sing, answered 200: /result/id must be integer integer',
  ]);
});

test('of forms told apart by a name the named one counts, and parts of one object are put together', async () => {
  const ask = (query: string, answer: unknown) => complaints(OPEN, said('GET', `/v2.0/songs/7${query}`, null, answer));
  assert.deepEqual(await ask('?fields=pitch,length&limit=3', { kind: 'wren', tail: 1 }), []);
  assert.deepEqual(await ask('?limit=3', { kind: 'owl', tail: 1 }), [
    "song, answered 200: / must have required property 'ears' ears",
  ]);
  assert.deepEqual(await ask('?fields=colour&page=1', { kind: 'wren', tail: 1 }), [
    'song, asked: ?limit is missing',
    'song, asked: ?fields /… must be equal to one of the allowed values',
    'song, asked: ?page is not in the document',
  ]);
});

test('a path the document does not hold is told apart, with what a version before it may be', async () => {
  const { beside, requests } = await validate(
    fromPostman(
      JSON.stringify({
        info: { name: 'Birds' },
        item: [
          {
            name: 'Songs',
            request: { method: 'GET', url: { path: ['{{bird}}', 'songs'], query: [{ key: 'limit' }] } },
          },
        ],
      }),
    ),
    [said('GET', '/v1.0/7/songs?limit=3', null), said('GET', '/v1.0/7/nests', null)],
    true,
  );
  assert.deepEqual([beside, requests], [['GET /v1.0/7/nests'], 1]);
});

test('what is kept of a document is what was used, and holds the same', async () => {
  const exchanges = [said('POST', '/bot1:a/sing', { tree: 1, notes: [{ pitch: 2 }] }, { ok: true, result: { id: 1 } })];
  const small = distil(BOT, exchanges, await metIn(BOT, exchanges));
  assert.deepEqual(Object.keys(small.shapes), ['Note', 'Song']);
  assert.equal((await complaints(small, said('POST', '/bot1:a/sing', { tree: 1, notes: [{}] }))).length, 3);
});
