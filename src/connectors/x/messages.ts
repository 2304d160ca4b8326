/** The account's direct messages, newest first. X has no way to ask for those since a place, and each one read is paid for. */
import type { Heard } from '../connector.ts';
import { call } from './api.ts';
import type { XContext } from './credentials.ts';
import { itemsOfDm } from './dm.ts';
import { idIn, piecesOf } from './page.ts';
import { heardOf } from './parse.ts';
import { pageSchema } from './schema.ts';
import { newest } from './snowflake.ts';
import { DM_FIELDS } from './spelling.ts';

/** `heard` with the ids they came under, in the order told. */
export type MessagePage = { heard: { id: string | null; one: Heard }[]; top: string | null; next: string | null };
/** All rooms, one room, or the room of two with somebody. */
export type Room = { kind: 'all' } | { kind: 'room'; id: string } | { kind: 'with'; personId: string };

export async function messagePage(
  context: XContext,
  room: Room,
  most: number,
  token: string | null,
): Promise<MessagePage> {
  const query = { max_results: most, event_types: 'MessageCreate', pagination_token: token };
  const bucket = room.kind === 'all' ? 'dms' : 'dms of one';
  const found = await call(
    context,
    { path: pathOf(room), as: 'account', query, fields: DM_FIELDS, bucket, price: 'read.dm', most },
    pageSchema,
  );
  const ids = found.data.flatMap(one => idIn(one) ?? []);
  context.charge('read.dm', ids);
  const place = { account: context.account };
  const pieces = piecesOf(found).map(piece => {
    const { data, ...rest } = piece as { data: unknown };
    return { dm: data, ...rest };
  });
  return {
    heard: pieces.map(piece => ({
      id: idIn(piece.dm),
      one: heardOf(itemsOfDm(piece, place), JSON.stringify(piece), null),
    })),
    top: ids.reduce<string | null>(newest, null),
    next: found.meta?.next_token ?? null,
  };
}

function pathOf(room: Room): string {
  if (room.kind === 'all') return '/2/dm_events';
  if (room.kind === 'room') return `/2/dm_conversations/${encodeURIComponent(room.id)}/dm_events`;
  return `/2/dm_conversations/with/${encodeURIComponent(room.personId)}/dm_events`;
}
