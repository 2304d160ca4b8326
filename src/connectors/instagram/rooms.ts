/** Talks, and the latest twenty messages of each: more of a talk is not shown to anybody. */
import { z } from 'zod';
import type { Heard } from '../connector.ts';
import { dropped, readValue } from '../kit/json.ts';
import { call, idInPath } from '../kit/meta/graph.ts';
import { instantSchema } from '../kit/meta/values.ts';
import { classing, listRooms, MESSAGE_FIELDS, MESSAGES, orNothing, withFields } from './api.ts';
import { type InstagramContext, mailboxOf, messagesAt } from './credentials.ts';
import { placeOf } from './place.ts';
import { heardMessage } from './reread.ts';
import { roomSchema } from './schema.ts';
import type { Listed } from './tags.ts';

const ROOMS_A_PAGE = 20;

/** Most lately used first, until those not used since. @param personId only the talk with them */
export async function roomsPage(
  context: InstagramContext,
  since: Date,
  more: Record<string, string> | null,
  personId: string | null = null,
): Promise<Listed> {
  const path = `/${idInPath(mailboxOf(context))}/conversations`;
  const query = {
    platform: 'instagram',
    limit: String(ROOMS_A_PAGE),
    ...(personId === null ? {} : { user_id: personId }),
  };
  const ask = () =>
    withFields(MESSAGE_FIELDS, some => {
      const fields = `id,updated_time,messages.limit(${MESSAGES}){${some}}`;
      return listRooms(context, { path, query: { ...query, fields } }, more);
    });
  const page = personId === null ? await orNothing(ask) : await ask();
  if (page === null) return { heard: [], more: null };
  const heard: Heard[] = [];
  let isPast = false;
  for (const entry of page.entries) {
    const room = readValue(entry, roomSchema);
    if (!room.ok) heard.push(dropped(`conversation ${room.reason}`, JSON.stringify({ room: entry }), null));
    else if (room.value.updated_time !== null && room.value.updated_time < since) isPast = true;
    else heard.push(...(await messagesIn(context, room.value.messages?.data ?? [], since)));
  }
  return { heard, more: isPast ? null : page.next };
}

const wholeSchema = z.object({ from: z.unknown().optional(), created_time: instantSchema.optional().catch(undefined) });
const namedSchema = z.object({ id: z.string().min(1), created_time: instantSchema.optional().catch(undefined) });

/** Some answers name the messages of a talk alone; each is asked for then. */
async function messagesIn(context: InstagramContext, entries: readonly unknown[], since: Date): Promise<Heard[]> {
  const place = placeOf(context);
  const heard: Heard[] = [];
  for (const entry of entries) {
    const whole = readValue(entry, wholeSchema);
    if (whole.ok && whole.value.created_time !== undefined && whole.value.created_time < since) continue;
    const named = readValue(entry, namedSchema);
    const isNameOnly = named.ok && whole.ok && whole.value.from === undefined;
    const message = isNameOnly ? await orNothing(() => messageOf(context, named.value.id)) : entry;
    if (message !== null) heard.push(heardMessage(message, place));
  }
  return heard;
}

export function messageOf(context: InstagramContext, mid: string): Promise<Record<string, unknown>> {
  return withFields(MESSAGE_FIELDS, fields => {
    const what = { path: `/${idInPath(mid)}`, query: { fields }, bucket: 'rooms', classing };
    return call(context, messagesAt(context.credentials), what, z.record(z.string(), z.unknown()));
  });
}
