/** Customers from a file: looked through, taken in, found again, taken back. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import { type Column, readRow } from '../../src/core/csv-columns.ts';
import { setContactFields } from '../../src/services/contact-fields.ts';
import {
  addImport,
  cancelImport,
  checkImport,
  type ImportView,
  openImport,
  startImport,
  undoImport,
} from '../../src/services/contact-imports.ts';
import { contactHistory } from '../../src/services/contact-story.ts';
import { changeContact, listContacts, openContact } from '../../src/services/contacts.ts';
import { examinePeople } from '../../src/services/examine-people.ts';
import { unmergeContacts } from '../../src/services/merge-contacts.ts';
import type { Who } from '../../src/services/permit.ts';
import { CSV_ROWS_LIMIT, type CsvRow, decodeCsv, rowsOfCsv } from '../../src/services/read-csv.ts';
import { runImport } from '../../src/services/run-import.ts';
import { listSuggestions } from '../../src/services/suggestions.ts';
import { type TestDesk, testDesk } from '../support/desk.ts';
import { person, post } from '../support/hearing.ts';

const NETWORKS = [
  { id: 'square', name: 'Square' },
  { id: 'bluesky', name: 'Bluesky' },
];
const FILE = `Customer ID,Name,E-mail,Square handle,Tags,Value,Since
17,Thea Brew,thea@brew.example,@thea,"vip; wholesale","1.234,50 €",2024-02-29
18,Max,not an address,max,,12,2023-01-01
19,"Zoe
Zimt",zoe@brew.example,,,,30.2.2024
20,Ivo,ivo@brew.example,ivo,,,
`;

type Bench = { d: TestDesk; lead: Who };

async function bench(t: TestContext): Promise<Bench> {
  const d = await testDesk(t);
  const lead = await d.colleague('Lea', 'lead');
  await setContactFields(d.desk, lead, [{ name: 'Since', kind: 'date', choices: [] }]);
  return { d, lead };
}

async function upload({ d, lead }: Bench, text: string | Uint8Array): Promise<ImportView> {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  return (await addImport({ ...d.desk, networks: NETWORKS }, lead, 'customers.csv', bytes)).import;
}

async function run(b: Bench, id: string): Promise<ImportView> {
  await runImport(b.d.desk, { brandId: b.d.ear.brandId, importId: id }, new AbortController().signal);
  return (await openImport(b.d.desk, b.lead, id)).import;
}

async function takeIn(b: Bench, text: string): Promise<ImportView> {
  const made = await upload(b, text);
  await startImport(b.d.desk, b.lead, made.id, made.mapping);
  return run(b, made.id);
}

async function look({ d }: Bench): Promise<void> {
  const fetchFor = () => () => Promise.reject(new Error('nobody here has a picture'));
  const needs = { db: d.database.db, makeId: d.ear.makeId, now: d.desk.now, fetchFor };
  while ((await examinePeople(needs, new AbortController().signal)) > 0);
}

async function facts({ d }: Bench): Promise<unknown> {
  const { rows } = await sql`
    select name, notes, tags, fields, value_amount, value_currency, merged_into,
      (select jsonb_agg(jsonb_build_array(kind, shown) order by kind, shown) from contact_mark k
        where k.contact_id = contact.id and k.identity_id is null) marks
    from contact order by created_at, id`.execute(d.database.db);
  return rows;
}

test('the columns are guessed by their names, in any case and writing', async t => {
  const b = await bench(t);
  const made = await upload(b, FILE);
  assert.deepEqual(
    made.mapping.columns.map(one => (one.kind === 'handle' ? one.network : one.kind)),
    ['id', 'name', 'email', 'square', 'tags', 'value', 'field'],
  );
  assert.deepEqual(
    [made.reading.rows, made.reading.encoding, made.reading.separator, made.state],
    [4, 'utf-8', ',', 'ready'],
  );
});

test('a trial names each mistake with its line, and changes nothing', async t => {
  const b = await bench(t);
  const made = await upload(b, FILE);
  const before = await facts(b);
  const checked = await checkImport(b.d.desk, b.lead, made.id, made.mapping);
  assert.deepEqual([checked.made, checked.known, checked.mistaken], [2, 0, 2]);
  assert.deepEqual(
    checked.mistakes.map(one => [one.line, one.column, one.why]),
    [
      [3, 'E-mail', '“not” is no e-mail address.'],
      [4, 'Since', 'A date is written 2026-11-22.'],
    ],
  );
  assert.deepEqual(await facts(b), before);
});

test('what is taken in is what the trial said, and the same file again changes nothing', async t => {
  const b = await bench(t);
  const done = await takeIn(b, FILE);
  assert.deepEqual([done.state, done.rowsDone], ['done', 4]);
  assert.deepEqual(done.counts, { made: 2, changed: 0, same: 0, mistaken: 2, kept: 0 });
  const { rows } = await listContacts(b.d.desk, b.lead, { q: 'Thea Brew', limit: 5 });
  assert.deepEqual([rows[0]?.tags, rows[0]?.value], [['vip', 'wholesale'], { amount: '1234.50', currency: 'EUR' }]);
  assert.deepEqual(rows[0]?.given.map(one => one.shown).sort(), ['thea', 'thea@brew.example']);
  const before = await facts(b);
  const again = await takeIn(b, FILE);
  assert.deepEqual(again.counts, { made: 0, changed: 0, same: 2, mistaken: 2, kept: 0 });
  assert.deepEqual(await facts(b), before);
});

test('open desks are told when a file is taken in, and when it is taken back', async t => {
  const b = await bench(t);
  const told = async () => {
    const { rows } = await sql`select from event where data->>'what' = 'contacts'`.execute(b.d.database.db);
    return rows.length;
  };
  const done = await takeIn(b, FILE);
  assert.equal(await told(), 1);
  await undoImport(b.d.desk, b.lead, done.id);
  await run(b, done.id);
  assert.equal(await told(), 2);
});

test('a later file changes what is different, and undone all is as it was', async t => {
  const b = await bench(t);
  await takeIn(b, FILE);
  const before = await facts(b);
  const later = await takeIn(b, 'customer id,name,tags,value\n17,Thea Brewster,press,99\n21,,,\n,Nobody,,\n22,New,,\n');
  assert.deepEqual(later.counts, { made: 2, changed: 1, same: 0, mistaken: 1, kept: 0 });
  const { rows } = await listContacts(b.d.desk, b.lead, { q: 'Thea Brewster', limit: 5 });
  assert.deepEqual([rows[0]?.tags, rows[0]?.value?.amount], [['vip', 'wholesale', 'press'], '99']);
  await undoImport(b.d.desk, b.lead, later.id);
  assert.equal((await run(b, later.id)).state, 'undone');
  assert.deepEqual(await facts(b), before);
});

test('undone, whoever a colleague has worked on since stays, and is counted', async t => {
  const b = await bench(t);
  const done = await takeIn(b, FILE);
  const { rows } = await listContacts(b.d.desk, b.lead, { q: 'Thea Brew', limit: 5 });
  await changeContact(b.d.desk, b.lead, rows[0]?.id ?? '', { notes: 'called' });
  await undoImport(b.d.desk, b.lead, done.id);
  assert.equal((await run(b, done.id)).counts.kept, 1);
  const left = await listContacts(b.d.desk, b.lead, { limit: 5 });
  assert.deepEqual(
    left.rows.map(one => [one.name, one.notes]),
    [['Thea Brew', 'called']],
  );
});

test('a handle in the file is linked when it first writes, says so in the history, and stays apart once taken apart', async t => {
  const b = await bench(t);
  await takeIn(b, FILE);
  await b.d.hear(post('p1', 'thea', 5, { author: { ...person('thea', 'TB'), handle: 'Thea' } }));
  await look(b);
  const { rows } = await listContacts(b.d.desk, b.lead, { q: 'Thea Brew', limit: 5 });
  const id = rows[0]?.id ?? '';
  const { contact, conversations } = await openContact(b.d.desk, b.lead, id);
  assert.deepEqual([contact.identities.map(one => one.handle), conversations.length], [['Thea'], 1]);
  const history = await contactHistory(b.d.desk, b.lead, id, { limit: 1 });
  assert.deepEqual(history.rows[0]?.evidence, [{ kind: 'company_says', what: 'Thea' }]);
  await unmergeContacts(b.d.desk, b.lead, contact.merges[0]?.id ?? '');
  await sql`update identity set unexamined = true`.execute(b.d.database.db);
  await look(b);
  assert.equal((await openContact(b.d.desk, b.lead, id)).contact.identities.length, 0);
});

test('somebody known already is linked when the file comes later, and the e-mail they gave in private is asked about', async t => {
  const b = await bench(t);
  await b.d.hear(post('p1', 'ivo', 5));
  await b.d.hear(
    post('p2', 'zed', 5, { visibility: 'private', room: 'with zed', text: 'my mail is thea@brew.example' }),
  );
  await look(b);
  await takeIn(b, FILE);
  await look(b);
  const { rows } = await listContacts(b.d.desk, b.lead, { q: 'Ivo', limit: 5 });
  assert.deepEqual(
    rows[0]?.identities.map(one => one.handle),
    ['ivo'],
  );
  const asked = await listSuggestions(b.d.desk, b.lead, { limit: 5 });
  assert.deepEqual(
    asked.rows.map(one => one.evidence),
    [[{ kind: 'same_email', what: null }]],
  );
});

test('an import that is stopped keeps what it took in, and a crash takes in no line twice', async t => {
  const b = await bench(t);
  const lines = Array.from({ length: 450 }, (_, n) => `${n},Person ${n}`);
  const made = await upload(b, `id,name\n${lines.join('\n')}\n`);
  await startImport(b.d.desk, b.lead, made.id, made.mapping);
  const stop = new AbortController();
  stop.abort();
  await runImport(b.d.desk, { brandId: b.d.ear.brandId, importId: made.id }, stop.signal);
  assert.equal((await openImport(b.d.desk, b.lead, made.id)).import.rowsDone, 200);
  const done = await run(b, made.id);
  assert.deepEqual([done.rowsDone, done.counts.made], [450, 450]);
  const second = await upload(b, 'id,name\n1,Other\n');
  await startImport(b.d.desk, b.lead, second.id, second.mapping);
  await cancelImport(b.d.desk, b.lead, second.id);
  assert.deepEqual([(await run(b, second.id)).state, (await run(b, second.id)).counts.changed], ['cancelled', 0]);
});

async function all(bytes: Uint8Array): Promise<CsvRow[]> {
  const rows: CsvRow[] = [];
  for await (const row of rowsOfCsv(decodeCsv(bytes))) rows.push(row);
  return rows;
}

test('files of any spreadsheet are read: with or without a mark, in old letters, by comma, semicolon or tab', async () => {
  const cells = async (bytes: Uint8Array) => (await all(bytes)).map(row => row.cells.join('|'));
  assert.deepEqual(await cells(Buffer.from('\ufeffname;ort\r\n"Müller; Söhne";Köln\r\n')), [
    'name|ort',
    'Müller; Söhne|Köln',
  ]);
  assert.deepEqual(await cells(Buffer.from('name\tcity\nA "b"\tVolos\n'.replace('A "b"', '"A ""b"""'))), [
    'name|city',
    'A "b"|Volos',
  ]);
  const old = Buffer.from('name,city\nJos\xe9,K\xf6ln \x80\n', 'latin1');
  assert.deepEqual([await cells(old), decodeCsv(old).encoding], [['name|city', 'José|Köln €'], 'windows-1252']);
  const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('name,city\nΘέα,Βόλος\n', 'utf16le')]);
  assert.deepEqual(await cells(wide), ['name|city', 'Θέα|Βόλος']);
});

test('each row knows the line it begins on, across breaks within quotes and blank lines', async () => {
  const rows = await all(Buffer.from('name,city\n\n"A\nB",x\nC,y\n'));
  assert.deepEqual(
    rows.map(row => [row.line, row.cells[0]]),
    [
      [1, 'name'],
      [3, 'A\nB'],
      [5, 'C'],
    ],
  );
});

test('what cannot be read is refused with the line, and what is too long with the limit', async t => {
  const b = await bench(t);
  await assert.rejects(upload(b, 'name,city\nA,b\n"C,d\nE,f\n'), /quote/);
  await assert.rejects(upload(b, 'name,city\n'), { code: 'not_valid' });
  await assert.rejects(upload(b, ''), { code: 'not_valid' });
  await assert.rejects(upload(b, `id\n${'1\n'.repeat(CSV_ROWS_LIMIT + 1)}`), /50,000/);
  const agent = await b.d.colleague('Ada');
  await assert.rejects(async () => addImport({ ...b.d.desk, networks: [] }, agent, 'x.csv', Buffer.from('a\nb')), {
    code: 'not_allowed',
  });
});

test('a formula in a cell is kept as the words it is', () => {
  const columns: Column[] = [{ kind: 'name' }, { kind: 'id' }];
  const read = readRow(['=HYPERLINK("https://evil.example")', '7'], 2, {
    header: [],
    columns,
    fields: [],
    currency: 'EUR',
  });
  assert.equal(read.person.name, '=HYPERLINK("https://evil.example")');
});
