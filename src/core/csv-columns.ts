/** What the columns of a file of customers mean: guessed from their names, and read cell by cell with what is wrong said plainly. */

import type { FieldValue, Money } from './contact-facts.ts';
import { type ContactField, readField, readMoney } from './contact-field.ts';
import { emailKey, phoneKey } from './person-marks.ts';
import { fold } from './text.ts';

export type Column =
  | { kind: 'skip' | 'id' | 'name' | 'email' | 'phone' | 'tags' | 'notes' | 'value' }
  | { kind: 'handle'; network: string }
  | { kind: 'field'; id: string };

export type CsvPerson = {
  line: number;
  id: string | null;
  name: string | null;
  emails: string[];
  phones: string[];
  handles: { network: string; handle: string }[];
  tags: string[];
  notes: string | null;
  value: Money | null;
  fields: Record<string, FieldValue>;
};
export type Mistake = { line: number; column: string; why: string };
export type ReadRow = { person: CsvPerson; mistakes: Mistake[] };

const NAME_LIMIT = 120;
const NOTES_LIMIT = 10_000;
const TAG_LIMIT = 60;
const TAGS_LIMIT = 30;

const NAMES: readonly (readonly [Exclude<Column, { kind: 'handle' | 'field' }>['kind'], readonly string[]])[] = [
  [
    'id',
    [
      'id',
      'customer id',
      'customer number',
      'customer no',
      'external id',
      'kundennummer',
      'kundennr',
      'κωδικοσ',
      'numero de cliente',
    ],
  ],
  ['name', ['name', 'full name', 'customer', 'customer name', 'kunde', 'ονομα', 'ονοματεπωνυμο', 'nombre', 'الاسم']],
  ['email', ['email', 'e mail', 'mail', 'email address', 'e mail adresse', 'correo', 'correo electronico']],
  ['phone', ['phone', 'telephone', 'mobile', 'phone number', 'telefon', 'τηλεφωνο', 'telefono', 'الهاتف']],
  ['tags', ['tags', 'tag', 'labels', 'segment', 'etiquetas', 'ετικετεσ']],
  ['notes', ['notes', 'note', 'comment', 'comments', 'notizen', 'σημειωσεισ', 'notas']],
  [
    'value',
    ['value', 'customer value', 'lifetime value', 'ltv', 'revenue', 'turnover', 'umsatz', 'αξια', 'valor', 'القيمة'],
  ],
];

/** @param networks ids and names of the networks known here */
export function guessColumns(
  header: readonly string[],
  networks: readonly { id: string; name: string }[],
  fields: readonly ContactField[],
): Column[] {
  const taken = new Set<string>();
  return header.map(title => {
    const column = guessOne(title, networks, fields);
    const once = JSON.stringify(column);
    const isTwice = column.kind !== 'skip' && column.kind !== 'email' && column.kind !== 'phone' && taken.has(once);
    taken.add(once);
    return isTwice ? { kind: 'skip' } : column;
  });
}

function guessOne(
  title: string,
  networks: readonly { id: string; name: string }[],
  fields: readonly ContactField[],
): Column {
  const words = plain(title);
  const field = fields.find(one => plain(one.name) === words);
  if (field !== undefined) return { kind: 'field', id: field.id };
  const known = NAMES.find(([, names]) => names.includes(words));
  if (known !== undefined) return { kind: known[0] };
  const network = networks.find(one =>
    [plain(one.id), plain(one.name)].some(name => words === name || words.startsWith(`${name} `)),
  );
  return network === undefined ? { kind: 'skip' } : { kind: 'handle', network: network.id };
}

function plain(title: string): string {
  return fold(title)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

export type Reading = {
  header: readonly string[];
  columns: readonly Column[];
  fields: readonly ContactField[];
  currency: string;
};

/** One line of the file. A line with a mistake is left out whole, so that nobody is known by half. */
export function readRow(cells: readonly string[], line: number, reading: Reading): ReadRow {
  const person: CsvPerson = {
    line,
    id: null,
    name: null,
    emails: [],
    phones: [],
    handles: [],
    tags: [],
    notes: null,
    value: null,
    fields: {},
  };
  const mistakes: Mistake[] = [];
  for (const [at, column] of reading.columns.entries()) {
    const cell = (cells[at] ?? '').trim();
    if (cell === '' || column.kind === 'skip') continue;
    const why = takeCell(person, column, cell, reading);
    if (why !== null) mistakes.push({ line, column: reading.header[at] ?? String(at + 1), why });
  }
  if (mistakes.length === 0 && !isFindable(person)) {
    mistakes.push({ line, column: '', why: 'Needs an id, an e-mail, a phone number or a handle, to be found again.' });
  }
  return { person, mistakes };
}

function isFindable({ id, emails, phones, handles }: CsvPerson): boolean {
  return id !== null || emails.length + phones.length + handles.length > 0;
}

/** @returns what is wrong with it */
function takeCell(person: CsvPerson, column: Column, cell: string, reading: Reading): string | null {
  switch (column.kind) {
    case 'id':
      person.id = cell.slice(0, NAME_LIMIT);
      return null;
    case 'name':
      person.name = cell.slice(0, NAME_LIMIT);
      return null;
    case 'notes':
      person.notes = cell.slice(0, NOTES_LIMIT);
      return null;
    case 'email':
      return takeEmails(person, cell);
    case 'phone': {
      const phone = phoneKey(cell);
      if (phone === null) return `“${cell.slice(0, 40)}” is no phone number with its country, such as +30 2421 012345.`;
      person.phones.push(phone);
      return null;
    }
    case 'tags':
      return takeTags(person, cell);
    case 'handle':
      return takeHandle(person, column.network, cell);
    case 'value':
      person.value = readMoney(cell, reading.currency);
      return person.value === null ? `“${cell.slice(0, 40)}” is no amount of money.` : null;
    case 'field':
      return takeField(person, column.id, cell, reading);
    case 'skip':
      return null;
  }
}

function takeEmails(person: CsvPerson, cell: string): string | null {
  for (const part of cell.split(/[;,\s]+/).filter(one => one !== '')) {
    if (!/^[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+$/.test(part)) return `“${part.slice(0, 60)}” is no e-mail address.`;
    if (!person.emails.includes(emailKey(part))) person.emails.push(emailKey(part));
  }
  return null;
}

function takeTags(person: CsvPerson, cell: string): string | null {
  person.tags = cell
    .split(/[;,|]/)
    .map(tag => tag.trim().slice(0, TAG_LIMIT))
    .filter(tag => tag !== '');
  return person.tags.length > TAGS_LIMIT ? `More than ${TAGS_LIMIT} tags.` : null;
}

function takeHandle(person: CsvPerson, network: string, cell: string): string | null {
  const handle = cell
    .replace(/^https?:\/\/[^/]+\/(profile\/|users\/)?/i, '')
    .replace(/^@/, '')
    .replace(/\/+$/, '');
  if (handle === '' || handle.length > 200 || /\s/.test(handle)) return `“${cell.slice(0, 60)}” is no handle.`;
  person.handles.push({ network, handle });
  return null;
}

function takeField(person: CsvPerson, id: string, cell: string, { fields }: Reading): string | null {
  const field = fields.find(one => one.id === id);
  if (field === undefined) return 'This field is no longer there.';
  const read = readField(field, cell);
  if (!read.ok) return read.why;
  person.fields[id] = read.value;
  return null;
}
