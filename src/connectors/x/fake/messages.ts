/** Private rooms of two. */
import { roomOf } from '../dm.ts';
import { byAge } from '../snowflake.ts';
import { type Ask, asTold, jsonOf, mustBe, paged, Refusal, type Server } from './ask.ts';
import type { Account, Message } from './town.ts';
import { messageView, userView } from './views.ts';

export async function answerMessages(server: Server, ask: Ask): Promise<Response | null> {
  const { line, request } = ask;
  const { town, habits } = server;
  if (!/ \/2\/dm_/.test(line)) return null;
  mustBe(ask, 'account');
  if (!habits.messages)
    throw new Refusal(403, 'client-forbidden', 'Forbidden', 'The sign-in lacks dm.read.', {
      reason: 'client-not-enrolled',
    });
  if (line === 'GET /2/dm_events') return listed(server, ask, () => true);
  const [, otherId] = /\/2\/dm_conversations\/with\/(\d+)\//.exec(line) ?? [];
  const [, deletedId] = /^DELETE \/2\/dm_events\/(\d+)$/.exec(line) ?? [];
  if (deletedId !== undefined) {
    const at = town.messages.findIndex(({ id }) => id === deletedId);
    if (at === -1) throw new Refusal(404, 'resource-not-found', 'Not Found Error', 'Could not find dm_event.');
    town.messages.splice(at, 1);
    return Response.json({ data: { deleted: true } });
  }
  const other = town.accounts.get(otherId ?? '');
  if (other === undefined) throw new Refusal(404, 'resource-not-found', 'Not Found Error', 'There is no such person.');
  if (request.method === 'GET') return listed(server, ask, ({ by, to }) => by === other || to === other);
  return said(server, ask, other);
}

async function said({ town }: Server, { request }: Ask, to: Account): Promise<Response> {
  const body = await jsonOf(request);
  const mediaIds = ((body['attachments'] ?? []) as { media_id: string }[]).map(({ media_id: id }) => id);
  const message = town.say({ by: town.us, to, text: String(body['text'] ?? ''), mediaIds });
  const data = { dm_conversation_id: roomOf(town.us.id, to.id), dm_event_id: message.id };
  return Response.json({ data }, { status: 201 });
}

function listed(server: Server, ask: Ask, isWanted: (message: Message) => boolean): Response {
  const all = server.town.messages.filter(isWanted).sort((one, other) => byAge(other.id, one.id));
  const { page, meta } = paged(server, ask, all, 100);
  const people = [...new Set(page.flatMap(({ by, to }) => [by, to]))];
  const data = asTold(
    server.telling,
    page.map(message => messageView(message, ask.words)),
  );
  return Response.json({ data, includes: { users: people.map(userView) }, meta });
}
