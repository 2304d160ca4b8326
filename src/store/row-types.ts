import type { Column, Description, Table } from './describe.ts';

/** What a value of a Postgres type is in JavaScript, as `store/db.ts` sets the driver up. Tested against Postgres. */
export const JAVASCRIPT_TYPES: Record<string, string> = {
  boolean: 'boolean',
  smallint: 'number',
  integer: 'number',
  bigint: 'number',
  real: 'number',
  'double precision': 'number',
  numeric: 'string',
  text: 'string',
  'character varying': 'string',
  uuid: 'string',
  date: 'string',
  inet: 'string',
  tsvector: 'string',
  bytea: 'Buffer',
  'timestamp with time zone': 'Date',
  json: 'Json',
  jsonb: 'Json',
};

/** Writes `src/store/schema.ts`: one interface a table, for Kysely. */
export function rowTypes({ tables }: Description): string {
  const interfaces = tables.map(tableInterface).join('\n');
  const members = tables.map(({ name }) => `  ${name}: ${typeName(name)};\n`).join('');
  return `${HEAD}\n${interfaces}\nexport interface Tables {\n${members}}\n`;
}

const HEAD = `// Made by \`npm run generate\` from the migrated database. Changes belong into a new file in migrations/.
import type { ColumnType, GeneratedAlways } from 'kysely';

/** May be left out when inserting; the database fills it in. */
export type Made<T> = ColumnType<T, T | undefined, T>;
/** Written as text (\`JSON.stringify\`), because the driver takes a bare array for one of Postgres's own. */
export type Json = ColumnType<unknown, string, string>;
export type MadeJson = ColumnType<unknown, string | undefined, string>;
export type JsonOrNull = ColumnType<unknown, string | null | undefined, string | null>;
`;

function tableInterface({ name, columns }: Table): string {
  const members = columns.map(column => `  ${column.name}: ${columnType(column)};\n`).join('');
  return `export interface ${typeName(name)} {\n${members}}\n`;
}

function columnType(column: Column): string {
  const plain = plainType(column);
  if (plain === 'Json') return jsonType(column);
  const type = column.isNullable ? `${plain} | null` : plain;
  if (column.made === 'always') return `GeneratedAlways<${type}>`;
  return column.made === 'default' ? `Made<${type}>` : type;
}

function jsonType(column: Column): string {
  if (column.isNullable) return 'JsonOrNull';
  return column.made === 'given' ? 'Json' : 'MadeJson';
}

function plainType({ name, type, values }: Column): string {
  if (values !== null) return values.map(literal).join(' | ');
  const isArray = type.endsWith('[]');
  const base = type.replace(/\[\]$/, '').replace(/\(.*\)/, '');
  const known = JAVASCRIPT_TYPES[base];
  if (known === undefined) throw new Error(`Column ${name}: no JavaScript type is known for ${type}`);
  return isArray ? `${known}[]` : known;
}

/** `listening_query` → `ListeningQueryTable` */
function typeName(table: string): string {
  const words = table.split('_').map(word => word.charAt(0).toUpperCase() + word.slice(1));
  return `${words.join('')}Table`;
}

function literal(value: string): string {
  return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
