/** What Threads tells by calling us: replies, mentions, and what we publish and delete ourselves. */
import { type Dropped, type Heard, type Hook, NetworkFailure } from '../connector.ts';
import { readValue } from '../kit/json.ts';
import { call, idInPath } from '../kit/meta/graph.ts';
import { verifyMeta } from '../kit/meta/hook.ts';
import { at, type Credentials, type ThreadsContext } from './credentials.ts';
import { FIELDS } from './lists.ts';
import { heardOf, itemsOfMedia } from './parse.ts';
import { wholeSchema } from './schema.ts';
import { accountsIn, heardTelling, tellingsFor, tellingsIn, toldBy } from './telling.ts';
import { watch } from './watch.ts';

export const hook: Hook<Credentials> = {
  signed: 'body',
  verify: (request, { clientSecret }, secret) => verifyMeta(request, clientSecret, secret),
  parse: ({ bytes }, _credentials, account) =>
    tellingsFor(new TextDecoder().decode(bytes), account).map(telling => heardTelling(telling, account)),
  complete,
  accounts: ({ bytes }) => accountsIn(new TextDecoder().decode(bytes)),
  watch,
};

/** Asks for the post itself. Where the network lets us see no more than it told, there is nothing to show. */
export async function complete(context: ThreadsContext, stub: Dropped): Promise<Heard> {
  const [telling] = tellingsIn(stub.raw);
  const told = telling === undefined || 'reason' in telling ? null : toldBy(telling);
  if (telling === undefined || 'reason' in telling || told === null)
    return heardOf({ reason: 'named nothing that can be asked for', ignored: false }, stub.raw, null);
  const read = readValue(telling.value, wholeSchema);
  if (!read.ok) return heardOf({ reason: read.reason, ignored: false }, stub.raw, null);
  try {
    const path = `/${idInPath(read.value.id)}`;
    const whole = await call(context, at(context.credentials), { path, query: { fields: FIELDS.reply } }, wholeSchema);
    const post = { ...(telling.value as object), ...whole };
    return heardOf(itemsOfMedia(post, context.account, told), JSON.stringify({ told, post }), null);
  } catch (error) {
    if (!(error instanceof NetworkFailure) || error.next === 'retry' || error.next === 'reauthorise') throw error;
    const reason = error.next === 'gone' ? 'gone before it could be read' : 'a post that we may not see';
    return heardOf({ reason, ignored: true }, stub.raw, null);
  }
}
