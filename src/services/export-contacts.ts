/** Everybody as a file for spreadsheets, in the columns that an import reads again; read and sent a page at a time. */
import { csvLine } from '../core/csv-write.ts';
import { listFields } from '../store/contact-fields.ts';
import { type ContactView, contactsAfter } from '../store/contacts.ts';
import type { Db } from '../store/db.ts';
import { permit, type Who } from './permit.ts';

const CONTACTS_PER_PAGE = 500;
/** Before everybody. */
const FIRST = { name: '', id: '00000000-0000-0000-0000-000000000000' };

/** Text of the file, in pieces. @throws Refusal before the first piece where the caller may not */
export function exportContacts(
  { db }: { db: Db },
  who: Who,
  networks: readonly string[],
  perPage = CONTACTS_PER_PAGE,
): AsyncIterable<string> {
  permit(who, 'lead');
  return linesOf(db, who.brandId, networks, perPage);
}

async function* linesOf(db: Db, brandId: number, networks: readonly string[], perPage: number): AsyncGenerator<string> {
  const fields = await listFields(db, brandId);
  const own = fields.map(field => field.name);
  const plain = ['id', 'name', 'email', 'phone', 'tags', 'notes', 'value', 'currency'];
  // With the mark by which spreadsheets know that letters of every script follow.
  yield `\ufeff${csvLine([...plain, ...networks, ...own])}`;
  for (let after = FIRST; ; ) {
    const page = await contactsAfter(db, brandId, after, perPage);
    yield page
      .map(one => csvLine([...cellsOf(one, networks), ...fields.map(({ id }) => String(one.fields[id] ?? ''))]))
      .join('');
    const last = page.at(-1);
    if (last === undefined || page.length < perPage) return;
    after = last;
  }
}

function cellsOf(
  { id, name, tags, notes, value, given, identities }: ContactView,
  networks: readonly string[],
): string[] {
  const told = (kind: string) => several(given.filter(one => one.kind === kind).map(one => one.shown));
  const handles = networks.map(network => [
    ...identities.filter(one => one.network === network).map(one => one.handle),
    ...given.filter(one => one.kind === 'handle' && one.network === network).map(one => one.shown),
  ]);
  const money = [value?.amount ?? '', value?.currency ?? ''];
  return [id, name, told('email'), told('phone'), several(tags), notes, ...money, ...handles.map(several)];
}

function several(words: readonly (string | null)[]): string {
  return [...new Set(words.filter(word => word !== null && word !== ''))].join('; ');
}
