/** Birdhouse's notes into our words. Never throws: what cannot be read is dropped under a reason. */
import { z } from 'zod';
import type { Arrival, Dropped, Heard } from '../../src/connectors/connector.ts';
import { dropped, readJson } from '../../src/connectors/kit/json.ts';
import type { Person } from '../../src/core/post.ts';

/** Only the fields relied on; whatever else the network sends may change as it likes. */
const noteSchema = z.object({
  id: z.string().min(1).max(100),
  at: z.iso.datetime(),
  by: z.object({ id: z.string().min(1).max(100), name: z.string().max(200) }),
  text: z.string().max(100_000),
  answers: z.string().max(100).nullable(),
  to: z.string().max(100).nullable(),
});

/** Entries stay unread here, so that one damaged note spoils only itself. */
export const batchSchema = z.object({ notes: z.array(z.unknown()).max(1_000), more: z.boolean().default(false) });

export function readNote(raw: string, account: Person): Arrival | Dropped {
  const read = readJson(raw, noteSchema);
  if (!read.ok) return dropped(read.reason, raw, null);
  const { id, at, by, text, answers, to } = read.value;
  const own = by.id === account.remoteId;
  const post = {
    remoteId: id,
    at: new Date(at),
    author: { remoteId: by.id, handle: by.id, name: by.name, avatarUrl: null, profileUrl: null },
    own,
    key: null,
    visibility: 'public',
    parentRemoteId: answers,
    rootRemoteId: null,
    room: null,
    roomWith: null,
    text,
    lang: null,
    attachments: [],
    url: null,
    addressed: !own && to === account.remoteId,
    warning: null,
  } as const;
  return {
    kind: 'arrival',
    items: [{ kind: 'post', post: { ...post, attachments: [] } }],
    raw,
    cursor: id,
    lane: 'notes',
  };
}

export function readBatch(raw: string, account: Person): Heard[] {
  const read = readJson(raw, batchSchema);
  if (!read.ok) return [dropped(read.reason, raw, null)];
  return read.value.notes.map(note => readNote(JSON.stringify(note), account));
}
