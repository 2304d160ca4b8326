import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { safeInteger } from '../../src/store/db.ts';
import { type Description, describeDatabase } from '../../src/store/describe.ts';
import { JAVASCRIPT_TYPES, rowTypes } from '../../src/store/row-types.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';

/** A value of every Postgres type whose JavaScript type we claim to know. */
const SAMPLES: Record<string, string> = {
  boolean: 'true',
  smallint: '7',
  integer: '7',
  bigint: '9007199254740991',
  real: '1.5',
  'double precision': '1.5',
  numeric: '1.50',
  text: 'a',
  'character varying': 'a',
  uuid: '018f0000-0000-7000-8000-000000000000',
  date: '2026-03-29',
  inet: '192.0.2.1',
  tsvector: 'a:1',
  bytea: '\\x00ff',
  'timestamp with time zone': '2026-03-29T01:30:00+02:00',
  json: '[{"a":1}]',
  jsonb: '[{"a":1}]',
};

let database: FreshDatabase;
let description: Description;

before(async () => {
  database = await freshDatabase();
  description = await describeDatabase(database.pool);
});
after(() => database.drop());

function kindOf(value: unknown): string {
  if (value instanceof Date) return 'Date';
  if (Buffer.isBuffer(value)) return 'Buffer';
  return typeof value === 'object' ? 'Json' : typeof value;
}

test('every type that a column has arrives as the JavaScript type its row says', async () => {
  const used = new Set(description.tables.flatMap(({ columns }) => columns.map(({ type }) => type)));
  for (const type of used) {
    const base = type.replace(/\[\]$/, '');
    const sample = SAMPLES[base];
    assert.ok(sample !== undefined, `no sample for ${type}`);
    const { rows } = await database.pool.query(`select $1::${base} as one, array[$1::${base}] as many`, [sample]);
    assert.equal(kindOf(rows[0].one), JAVASCRIPT_TYPES[base], type);
    if (type.endsWith('[]')) assert.equal(kindOf(rows[0].many[0]), JAVASCRIPT_TYPES[base], type);
  }
});

test('a date stays the day it is, and a moment the moment', async () => {
  const { rows } = await database.pool.query(
    "select '2026-03-29'::date as day, '2026-03-29T01:30:00+02:00'::timestamptz as moment",
  );
  assert.equal(rows[0].day, '2026-03-29');
  assert.equal(rows[0].moment.toISOString(), '2026-03-28T23:30:00.000Z');
});

test('a number too big for JavaScript fails loudly instead of being rounded', async () => {
  assert.equal(safeInteger('9007199254740991'), Number.MAX_SAFE_INTEGER);
  await assert.rejects(database.pool.query("select '9007199254740993'::bigint as n"), /does not fit/);
  const { rows } = await database.pool.query(
    "select array[1, null, '9007199254740991']::bigint[] as n, '{}'::bigint[] as none",
  );
  assert.deepEqual(rows, [{ n: [1, null, Number.MAX_SAFE_INTEGER], none: [] }]);
});

test('the rows say what may be null, what the database fills in, and which words a check allows', async () => {
  await database.pool.query(`create table zoo (
    id bigint generated always as identity, name text not null, kind text not null check (kind in ('cat', 'wolf''s')),
    born timestamptz, tags text[] not null default '{}', facts jsonb not null, more jsonb)`);
  const [text = ''] = /export interface ZooTable \{[^}]*\}/.exec(rowTypes(await describeDatabase(database.pool))) ?? [];
  assert.deepEqual(
    text
      .split('\n')
      .slice(1, -1)
      .map(line => line.trim()),
    [
      'id: GeneratedAlways<number>;',
      'name: string;',
      "kind: 'cat' | 'wolf\\'s';",
      'born: Date | null;',
      'tags: Made<string[]>;',
      'facts: Json;',
      'more: JsonOrNull;',
    ],
  );
});
