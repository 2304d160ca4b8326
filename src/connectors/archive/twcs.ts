/** "Customer support on Twitter": both sides of support conversations, as JSON lines or as the original table of comma-separated values. */
import { z } from 'zod';
import type { Post } from '../../core/post.ts';
import type { Heard, RecordingFormat } from '../connector.ts';
import { dropped, readValue } from '../kit/json.ts';
import { arrival, DAMAGED_DATE, post } from './arrival.ts';
import { csvRecords } from './csv.ts';

const ID = /^\d{1,20}$/;
const id = z.string().regex(ID);
const rowSchema = z.object({
  tweet_id: id,
  author_id: z.string().min(1).max(100),
  inbound: z.boolean(),
  created_at: z.string().max(60),
  text: z.string().max(1_000_000),
  in_response_to_tweet_id: id.nullish(),
  root: id.nullish(),
});

/** Columns that hold ids; they come as numbers, as texts and as numbers with a point nought. */
const ID_COLUMNS = new Set(['tweet_id', 'author_id', 'in_response_to_tweet_id', 'root']);

/** Reads either shape; what the first line looks like decides. A table's records may run over several lines. */
export function twcs(): RecordingFormat {
  let table: ReturnType<typeof csvRecords> | null = null;
  let isFirst = true;
  const readRow = (row: Record<string, string> | { damaged: string } | null, raw: string) => {
    if (row === null) return null;
    if (typeof row['damaged'] === 'string') return { heard: dropped(row['damaged'], raw, null), at: null };
    return readTweet(fromTable(row as Record<string, string>), raw);
  };
  return {
    id: 'twcs',
    manyCompanies: true,
    name: 'Customer support on Twitter (JSON lines or CSV)',
    read(line) {
      if (table === null && line.trim() === '') return null;
      if (isFirst && isHeader(line)) {
        isFirst = false;
        table = csvRecords(line.replace(/^\ufeff/, ''));
        return null;
      }
      isFirst = false;
      if (table) return readRow(table.read(line), table.raw());
      return readTweet(fromJson(line), line);
    },
    end: () => (table ? readRow(table.end(), table.raw()) : null),
  };
}

function isHeader(line: string): boolean {
  return /^\ufeff?"?tweet_id"?,/.test(line);
}

function readTweet(row: unknown, raw: string): { heard: Heard; at: Date | null } {
  if (row === undefined) return { heard: dropped('not JSON', raw, null), at: null };
  const read = readValue(row, rowSchema);
  if (!read.ok) return { heard: dropped(read.reason, raw, null), at: null };
  const at = twitterTime(read.value.created_at);
  if (at === null) return { heard: dropped(DAMAGED_DATE, raw, null), at: null };
  return { heard: arrival([{ kind: 'post', post: postOf(read.value, at) }], raw), at };
}

function postOf(row: z.infer<typeof rowSchema>, at: Date): Post {
  const parent = row.in_response_to_tweet_id ?? null;
  return post({
    remoteId: row.tweet_id,
    at,
    author: { remoteId: row.author_id, handle: row.author_id, name: null, avatarUrl: null, profileUrl: null },
    own: !row.inbound,
    parentRemoteId: parent,
    rootRemoteId: parent === null ? null : (row.root ?? null),
    text: unescaped(row.text),
    addressed: row.inbound,
  });
}

/** Ids keep every digit: a number is taken as it is written, not as a float remembers it. */
function fromJson(line: string): unknown {
  const keep = (key: string, value: unknown, context?: { source?: string }) => {
    if (!ID_COLUMNS.has(key) || (typeof value !== 'number' && typeof value !== 'string')) return value;
    return wholeNumber(typeof value === 'number' ? (context?.source ?? String(value)) : value);
  };
  try {
    return JSON.parse(line, keep);
  } catch {
    return undefined;
  }
}

function fromTable(row: Record<string, string>): unknown {
  const flag = row['inbound']?.toLowerCase();
  return {
    ...row,
    tweet_id: wholeNumber(row['tweet_id'] ?? ''),
    author_id: wholeNumber(row['author_id'] ?? ''),
    inbound: flag === 'true' ? true : flag === 'false' ? false : flag,
    in_response_to_tweet_id: row['in_response_to_tweet_id'] ? wholeNumber(row['in_response_to_tweet_id']) : null,
    root: row['root'] ? wholeNumber(row['root']) : null,
  };
}

function wholeNumber(text: string): string {
  return text.trim().replace(/^(\d+)\.0*$/, '$1');
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const TIME = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{1,2}) (\d{2}):(\d{2}):(\d{2}) ([+-])(\d{2})(\d{2}) (\d{4})$/;

/** `Tue Oct 31 22:10:35 +0000 2017`; null for anything else and for days that never were. */
export function twitterTime(text: string): Date | null {
  const parts = TIME.exec(text.trim());
  if (!parts) return null;
  const [, monthName = '', day, hour, minute, second, sign, offsetHours, offsetMinutes, year] = parts;
  const month = MONTHS.indexOf(monthName);
  const date = new Date(Date.UTC(Number(year), month, Number(day), Number(hour), Number(minute), Number(second)));
  const isReal = month !== -1 && date.getUTCMonth() === month && date.getUTCDate() === Number(day) && Number(hour) < 24;
  if (!isReal || Number(minute) > 59 || Number(second) > 59) return null;
  const offsetMs = (Number(offsetHours) * 60 + Number(offsetMinutes)) * 60_000;
  return new Date(date.getTime() - (sign === '-' ? -offsetMs : offsetMs));
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

/** The network wrote a few signs as entities; once, so they are read once. */
export function unescaped(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos|nbsp));/gi,
    (whole, decimal, hex, name) => {
      if (name) return NAMED[String(name).toLowerCase()] ?? whole;
      const point = decimal ? Number(decimal) : Number.parseInt(hex, 16);
      return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    },
  );
}
