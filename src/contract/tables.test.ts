import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { api } from './api.ts';
import { type EndpointName, paths } from './paths.ts';
import type { Shape } from './shape.ts';
import { columnsOf, rawRowsOf, rowsOf } from './tables.ts';

const output = z.object({
  since: z.iso.datetime(),
  within: z.array(
    z.object({
      minutes: z.int(),
      share: z.number().nullable(),
      interval: z.object({ low: z.number(), high: z.number() }),
    }),
  ),
  facets: z.array(
    z.object({
      facet: z.string(),
      rows: z.array(z.object({ name: z.string().optional(), tags: z.array(z.string()) })),
    }),
  ),
  networks: z.array(z.string()),
  whole: z.object({ turns: z.int() }),
});
const answer = {
  since: '2026-11-01T00:00:00Z',
  within: [{ minutes: 5, share: null, interval: { low: -0.5, high: 1 } }],
  facets: [
    { facet: 'language', rows: [{ name: 'el', tags: ['a', 'b'] }, { tags: [] }] },
    { facet: 'hour', rows: [] },
  ],
  networks: ['bluesky', '=1+1'],
  whole: { turns: 3 },
};

function table(way: string): unknown[][] {
  const columns = columnsOf(output, way);
  return [columns, ...rowsOf(answer, way, columns)];
}

test('columns come from the schema, fields within fields under dotted names, and what is null is an empty cell', () => {
  assert.deepEqual(table('within'), [
    ['minutes', 'share', 'interval.low', 'interval.high'],
    [5, '', -0.5, 1],
  ]);
});

test('a list within a list is one table, each row led by what stands above it', () => {
  assert.deepEqual(table('facets.*.rows'), [
    ['facets.facet', 'name', 'tags'],
    ['language', 'el', 'a; b'],
    ['language', '', ''],
  ]);
  assert.equal(rawRowsOf(answer, 'facets.*.rows').length, 2);
});

test('plain words make one column, one thing one row', () => {
  assert.deepEqual(table('networks'), [['value'], ['bluesky'], ['=1+1']]);
  assert.deepEqual(table('whole'), [['turns'], [3]]);
});

test('kinds of one union share the columns', () => {
  const kinds = z.array(
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('a'), one: z.int() }),
      z.object({ kind: z.literal('b'), two: z.int() }),
    ]),
  );
  assert.deepEqual(columnsOf(kinds, ''), ['kind', 'one', 'two']);
});

test('a place that is not there is a mistake, not an empty file', () => {
  assert.throws(() => columnsOf(output, 'nowhere'), /nowhere/);
});

test('every table that the contract names lies where it says', () => {
  const shapes: [string, Shape][] = Object.entries(api);
  const named = shapes.flatMap(([name, shape]) =>
    Object.entries(shape.tables ?? {}).map(table => ({ name, shape, table })),
  );
  assert.ok(named.length > 0);
  for (const { name, shape, table } of named) {
    assert.ok(typeof shape.output !== 'string', `${name} has no shape`);
    const columns = columnsOf(shape.output, table[1]);
    assert.ok(columns.length > 0 && new Set(columns).size === columns.length, `${name} ${table[0]}: ${columns}`);
  }
});

test('every report of Insight that holds rows can be taken along as a file', () => {
  const reports = (Object.keys(paths) as EndpointName[]).filter(name => {
    const { method, path } = paths[name];
    return method === 'GET' && path.includes('/insight') && !/Settings|Choices/.test(name);
  });
  const without = reports.filter(name => {
    const { output, tables }: Shape = api[name];
    return output instanceof z.ZodObject && tables === undefined && Object.values(output.shape).some(holdsRows);
  });
  assert.ok(reports.length > 20);
  assert.deepEqual(without, []);
});

function holdsRows(schema: unknown): boolean {
  return schema instanceof z.ZodArray && schema.element instanceof z.ZodObject;
}
