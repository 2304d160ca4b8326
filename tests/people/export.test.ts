/** Everybody as a file: read again by an import, run by no spreadsheet, given to leads only. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setContactFields } from '../../src/services/contact-fields.ts';
import { changeContact, listContacts } from '../../src/services/contacts.ts';
import { exportContacts } from '../../src/services/export-contacts.ts';
import { decodeCsv, rowsOfCsv } from '../../src/services/read-csv.ts';
import { testDesk } from '../support/desk.ts';
import { person, post } from '../support/hearing.ts';

test('everybody stands in it once, over several pages, and nothing in it is a formula', async t => {
  const town = await testDesk(t);
  const { desk } = town;
  const lead = await town.colleague('Lea', 'lead');
  const { rows: fields } = await setContactFields(desk, lead, [{ name: 'Since', kind: 'text', choices: [] }]);
  const people = Array.from({ length: 7 }, (_, n) => `guest${n}`);
  for (const name of people) await town.hear(post(`p ${name}`, name, 10));
  await town.hear(
    post('evil', 'evil', 10, { author: { ...person('evil'), name: '=HYPERLINK("https://evil.example")' } }),
  );
  const all = (await listContacts(desk, lead, { limit: 50 })).rows;
  const [first] = all;
  const change = {
    tags: ['vip', 'wholesale'],
    notes: 'likes, "dark"\nroast',
    fields: { [fields[0]?.id ?? '']: '2024' },
  };
  await changeContact(desk, lead, first?.id ?? '', { ...change, value: { amount: '12.50', currency: 'EUR' } });
  const pieces = await Array.fromAsync(exportContacts(desk, lead, ['square'], 3));
  assert.ok(pieces.length > 3, 'a page at a time');
  const read = await Array.fromAsync(rowsOfCsv(decodeCsv(Buffer.from(pieces.join('')))));
  const [header, ...lines] = read.map(row => row.cells);
  assert.deepEqual(header, ['id', 'name', 'email', 'phone', 'tags', 'notes', 'value', 'currency', 'square', 'Since']);
  assert.deepEqual(lines.map(cells => cells[0]).sort(), all.map(one => one.id).sort());
  const theirs = lines.find(cells => cells[0] === first?.id) ?? [];
  assert.deepEqual(
    [theirs[4], theirs[5], Number(theirs[6]), theirs[7], theirs[9]],
    ['vip; wholesale', 'likes, "dark"\nroast', 12.5, 'EUR', '2024'],
  );
  for (const cell of lines.flat()) assert.doesNotMatch(cell, /^[=+@-]/);
  const agent = await town.colleague('Ann');
  assert.throws(() => exportContacts(desk, agent, ['square']), /role/);
});
