/** Heed's own recording format: one thing that happened a line, described in docs/replay.md. */
import { z } from 'zod';
import { ATTACHMENTS_PER_POST_LIMIT, type Item, type Person } from '../../core/post.ts';
import type { RecordingFormat } from '../connector.ts';
import { dropped, readJson } from '../kit/json.ts';
import { arrival, cut, DAMAGED_DATE, post } from './arrival.ts';

const id = z.union([z.string().min(1).max(500), z.int().min(0).transform(String)]);
const instant = z.union([z.string().max(60), z.number()]);
const text = z.string().max(1_000_000);
const personSchema = z.object({
  id,
  handle: z.string().max(300).nullish(),
  name: z.string().max(300).nullish(),
  avatar: z.url().nullish(),
  url: z.url().nullish(),
});
const mediaSchema = z.object({
  kind: z.enum(['image', 'video', 'audio', 'file']).default('image'),
  url: z.url({ protocol: /^https?$/ }),
  description: z.string().max(5_000).nullish(),
});
const postSchema = z.object({
  kind: z.literal('post').default('post'),
  id,
  at: instant,
  author: personSchema,
  text,
  parent: id.nullish(),
  root: id.nullish(),
  own: z.boolean().default(false),
  private: z.boolean().default(false),
  room: id.nullish(),
  roomWith: personSchema.nullish(),
  addressed: z.boolean().default(true),
  lang: z.string().max(35).nullish(),
  url: z.url().nullish(),
  warning: z.string().max(1_000).nullish(),
  media: z.array(mediaSchema).max(ATTACHMENTS_PER_POST_LIMIT).default([]),
});
const editSchema = z.object({ kind: z.literal('edit'), id, at: instant, text, version: z.int().min(1) });
const deleteSchema = z.object({ kind: z.literal('delete'), id, at: instant });
const lineSchema = z.union([editSchema, deleteSchema, postSchema]);

export function ndjson(): RecordingFormat {
  return {
    id: 'ndjson',
    name: 'JSON lines (docs/replay.md)',
    read(line) {
      if (line.trim() === '') return null;
      const read = readJson(line, lineSchema);
      if (!read.ok) return { heard: dropped(read.reason, line, null), at: null };
      const at = moment(read.value.at);
      if (at === null) return { heard: dropped(DAMAGED_DATE, line, null), at: null };
      return { heard: arrival([itemOf(read.value, at)], line), at };
    },
  };
}

function itemOf(line: z.infer<typeof lineSchema>, at: Date): Item {
  if (line.kind === 'delete') return { kind: 'remove', remoteId: line.id, at, by: 'author' };
  if (line.kind === 'edit') {
    return { kind: 'edit', remoteId: line.id, text: cut(line.text), attachments: null, at, version: line.version };
  }
  const isPrivate = line.private || (line.room ?? null) !== null;
  const author = personOf(line.author);
  return {
    kind: 'post',
    post: post({
      remoteId: line.id,
      at,
      author,
      own: line.own,
      visibility: isPrivate ? 'private' : 'public',
      parentRemoteId: line.parent ?? null,
      rootRemoteId: line.root ?? null,
      room: isPrivate ? (line.room ?? `with ${line.roomWith?.id ?? author.remoteId}`) : null,
      roomWith: line.roomWith ? personOf(line.roomWith) : null,
      text: line.text,
      lang: line.lang ?? null,
      attachments: line.media.map(({ kind, url, description }) => ({ kind, url, description: description ?? null })),
      url: line.url ?? null,
      addressed: line.addressed && !line.own,
      warning: line.warning ?? null,
    }),
  };
}

function personOf(person: z.infer<typeof personSchema>): Person {
  return {
    remoteId: person.id,
    handle: person.handle ?? null,
    name: person.name ?? null,
    avatarUrl: person.avatar ?? null,
    profileUrl: person.url ?? null,
  };
}

const EARLIEST_MS = Date.UTC(1990, 0, 1);
const LATEST_MS = Date.UTC(2200, 0, 1);
const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/;

/** ISO 8601 with a zone, or seconds or milliseconds since 1970. */
function moment(at: string | number): Date | null {
  const ms =
    typeof at === 'number' ? (at < 100_000_000_000 ? at * 1000 : at) : ISO.test(at) ? Date.parse(at) : Number.NaN;
  const date = new Date(ms);
  const isReal = typeof at === 'number' || isCalendarDay(at);
  return isReal && ms >= EARLIEST_MS && ms <= LATEST_MS ? date : null;
}

/** `Date` makes 31 February the 3rd of March; a recording that says so is damaged. */
function isCalendarDay(iso: string): boolean {
  const [year, month, day] = iso.slice(0, 10).split('-').map(Number);
  const date = new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, day));
  return date.getUTCMonth() === (month ?? 0) - 1 && date.getUTCDate() === day;
}
