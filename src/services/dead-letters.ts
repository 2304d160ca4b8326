/** What could not be read: kept raw, shown as text, and read again when the fault is mended. */
import type { Connector } from '../connectors/connector.ts';
import type { MakeId } from '../core/id.ts';
import { type LetterForm, readable } from '../core/letter.ts';
import { Refusal } from '../core/refusal.ts';
import { type ChannelRow, findChannel } from '../store/channels.ts';
import type { Db } from '../store/db.ts';
import { countLetters, findLetter, type LetterRow, listLetters, measureWanted, type Wanted } from '../store/letters.ts';
import { beginReread, newestReread, type RereadRow } from '../store/rereads.ts';
import { harmless } from './outside-words.ts';
import { notFound, permit, type Who } from './permit.ts';
import { planReread, rereaderOf } from './reread.ts';

export type LetterNeeds = { db: Db; connectors: ReadonlyMap<string, Connector>; makeId: MakeId; now: () => Date };

export type LetterView = {
  id: number;
  channelId: string;
  receivedAt: string;
  source: string;
  reason: string;
  form: LetterForm;
  /** Of the whole: bytes where it is no text, else UTF-16 units. */
  length: number;
  sample: string;
};
export type OpenLetter = Omit<LetterView, 'sample'> & { text: string; isCut: boolean };
export type RereadView = {
  id: string;
  kind: 'letters' | 'all';
  reason: string | null;
  askedAt: string;
  total: number;
  done: number;
  kept: number;
  ignored: number;
  failed: number;
  endedAt: string | null;
  said: string | null;
};
/** `begun` false: there was nothing to read, or a reading is under way already. */
export type Rereading = { begun: boolean; reread: RereadView | null };

/** What is shown of each in the list, in characters. */
export const SAMPLE_LIMIT = 300;

export type Letters = ReturnType<typeof makeLetters>;

export function makeLetters(needs: LetterNeeds) {
  return {
    list: (who: Who, channelId: string, page: { reason?: string; after?: string; limit: number }) =>
      list(needs, who, channelId, page),
    open: (who: Who, id: string) => open(needs, who, id),
    /** By reason, one letter, or all there are. Twice pressed changes nothing. */
    replay: (who: Who, channelId: string, choice: { reason?: string; letter?: number }) =>
      begin(needs, who, channelId, {
        kind: 'letters',
        reason: choice.reason ?? null,
        letterId: choice.letter ?? null,
        since: null,
        until: null,
      }),
    /** The reading under way, else the last one. */
    async progress(who: Who, channelId: string): Promise<RereadView | null> {
      const channel = await channelOf(needs.db, who, channelId);
      const newest = await newestReread(needs.db, who.brandId, channel.id);
      return newest && rereadView(newest);
    },
    /** Everything that was kept raw and received in this time. */
    rereadAll: async (who: Who, channelId: string, range: { since: string; until?: string }) =>
      begin(needs, who, channelId, { kind: 'all', reason: null, letterId: null, ...datesOf(range) }),
  };
}

async function list(
  { db }: LetterNeeds,
  who: Who,
  channelId: string,
  page: { reason?: string; after?: string; limit: number },
): Promise<{ rows: LetterView[]; next: string | null; reasons: { reason: string; n: number }[] }> {
  const channel = await channelOf(db, who, channelId);
  const before = /^\d{1,15}$/.test(page.after ?? '') ? Number(page.after) : null;
  if (page.after !== undefined && before === null) throw new Refusal('not_valid', 'This place in the list is not one.');
  const { reason = null, limit } = page;
  const found = await listLetters(db, who.brandId, channel.id, {
    reason,
    before,
    limit: limit + 1,
    sampleLimit: SAMPLE_UNITS,
  });
  const rows = found.slice(0, limit);
  const next = found.length > limit ? String(rows.at(-1)?.id) : null;
  return { rows: rows.map(view), next, reasons: await countLetters(db, who.brandId, channel.id) };
}

/** Enough of the body to tell its form and show the beginning. */
const SAMPLE_UNITS = 4 * SAMPLE_LIMIT;

function view(row: LetterRow): LetterView {
  const isWhole = row.body.length >= row.size;
  const { form: told, text, length } = readable(row.body, SAMPLE_LIMIT);
  // The beginning of something long is no whole JSON.
  const form = !isWhole && told === 'text' && /^\s*[{[]/.test(row.body) ? 'json' : told;
  const sample = harmless(text.slice(0, SAMPLE_LIMIT).toWellFormed());
  return { ...headOf(row), form, length: isWhole ? length : row.size, sample };
}

async function open({ db }: LetterNeeds, who: Who, id: string): Promise<OpenLetter> {
  permit(who, 'lead');
  const row = /^\d{1,15}$/.test(id) ? await findLetter(db, who.brandId, Number(id)) : null;
  if (row === null) throw notFound('letter');
  const { form, text, length, isCut } = readable(row.body);
  const isWhole = row.body.length >= row.size;
  return { ...headOf(row), form, length: isWhole ? length : row.size, text: harmless(text), isCut: isCut || !isWhole };
}

function headOf({ id, channelId, receivedAt, source, reason }: LetterRow) {
  return { id, channelId, receivedAt: receivedAt.toISOString(), source, reason };
}

async function begin(needs: LetterNeeds, who: Who, channelId: string, wanted: Wanted): Promise<Rereading> {
  const { db, now, makeId } = needs;
  const channel = await channelOf(db, who, channelId);
  refuseUnreadable(needs, channel);
  const { brandId } = who;
  const begun = await db.transaction().execute(async tx => {
    const { total, throughId } = await measureWanted(tx, brandId, channel.id, wanted);
    if (total === 0) return false;
    const row = { brandId, id: makeId(), channelId: channel.id, agentId: who.agentId, askedAt: now() };
    if (!(await beginReread(tx, { ...row, ...wanted, total, throughId }))) return false;
    await planReread(tx, { brandId, rereadId: row.id }, now());
    return true;
  });
  const newest = await newestReread(db, brandId, channel.id);
  return { begun, reread: newest && rereadView(newest) };
}

function refuseUnreadable({ connectors }: LetterNeeds, { network, state }: ChannelRow): void {
  if (state === 'left') {
    throw new Refusal('channel_not_ready', 'This channel was left. Connect the account again, then read them again.');
  }
  const connector = connectors.get(network);
  const isReadable =
    connector !== undefined && ['stream', 'hook'].some(source => rereaderOf(connector, source) !== null);
  if (isReadable) return;
  throw new Refusal('network_cannot', 'What came from here cannot be read again. Play the recording again instead.');
}

function datesOf({ since, until }: { since: string; until?: string }): { since: Date; until: Date | null } {
  const range = { since: new Date(since), until: until === undefined ? null : new Date(until) };
  if (range.until !== null && range.until <= range.since) {
    throw new Refusal('not_valid', 'The range ends before it begins. Turn the two dates round.');
  }
  return range;
}

async function channelOf(db: Db, who: Who, id: string): Promise<ChannelRow> {
  permit(who, 'lead');
  const channel = await findChannel(db, who.brandId, id);
  if (channel === null) throw notFound('channel');
  return channel;
}

export function rereadView(row: RereadRow): RereadView {
  const { id, kind, reason, total, done, kept, ignored, failed, said } = row;
  const [askedAt, endedAt] = [row.askedAt.toISOString(), row.endedAt?.toISOString() ?? null];
  return { id, kind, reason, askedAt, total, done, kept, ignored, failed, endedAt, said };
}
