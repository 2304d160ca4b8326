import type { Column, Description, Table } from './describe.ts';

/** Writes `src/store/schema.sql`: the whole database as it stands after all migrations, to be read. */
export function schemaDump({ extensions, tables, functions }: Description): string {
  const parts = [
    '-- Made by `npm run generate` from the migrated database, to be read. Changes belong into a new file in migrations/.',
    extensions.map(name => `create extension ${name};`).join('\n'),
    ...tables.map(tableStatement),
    ...functions.map(text => `${text.trim()};`),
  ];
  return `${parts.filter(part => part !== '').join('\n\n')}\n`;
}

function tableStatement({ name, columns, constraints, indexes, triggers }: Table): string {
  const lines = [...columns.map(columnLine), ...constraints].map(line => `  ${line}`).join(',\n');
  const rest = [...indexes, ...triggers].map(text => `${text.replaceAll('public.', '')};`);
  return [`create table ${name} (\n${lines}\n);`, ...rest].join('\n');
}

function columnLine({ name, type, isNullable, ...column }: Column): string {
  return [name, type, isNullable ? '' : 'not null', column.default ?? ''].filter(word => word !== '').join(' ');
}
