/** X tells no edits and no deletions of others' posts: they are looked up again by their numbers, a hundred at once. */
import type { Heard, Known } from '../connector.ts';
import { dropped, ignored, readValue } from '../kit/json.ts';
import { call } from './api.ts';
import type { XContext } from './credentials.ts';
import { idIn, piecesOf } from './page.ts';
import { heardOf, itemsOfPiece, versionsOf } from './parse.ts';
import { kindOf, type Problem, problemSchema } from './problem.ts';
import { removal } from './removal.ts';
import { pageSchema, postSchema } from './schema.ts';
import { isId } from './snowflake.ts';
import { POST_FIELDS } from './spelling.ts';

/** As many as one request takes. */
export const RECHECK_MOST = 100;
/** After the half hour in which a post can be edited; after six hours; before X's day for deletions is over; and twice later. */
export const RECHECK_AGES_MINUTES = [35, 6 * 60, 23 * 60, 7 * 24 * 60, 30 * 24 * 60];

export async function look(context: XContext, posts: readonly Known[]): Promise<Heard[]> {
  const ids = posts.filter(({ room, remoteId }) => room === null && isId(remoteId)).map(({ remoteId }) => remoteId);
  const heard: Heard[] = [];
  for (let from = 0; from < ids.length; from += RECHECK_MOST)
    heard.push(...(await lookAt(context, ids.slice(from, from + RECHECK_MOST))));
  return heard;
}

async function lookAt(context: XContext, ids: readonly string[]): Promise<Heard[]> {
  const found = await lookUp(context, ids);
  const gone = found.errors.flatMap(problem => goneIn(problem, ids, context.now()) ?? []);
  // A first version may be told as it was; what it became stands under its newest number.
  const latest = found.pieces.flatMap(({ data }) => laterVersionOf(data) ?? []);
  const later = latest.length === 0 ? [] : (await lookUp(context, latest)).pieces;
  return [...gone, ...[...found.pieces, ...later].flatMap(piece => editIn(context, piece))];
}

type LookedUp = { pieces: { data: unknown }[]; errors: Problem[] };

async function lookUp(context: XContext, ids: readonly string[]): Promise<LookedUp> {
  const found = await call(
    context,
    {
      path: '/2/tweets',
      as: 'either',
      query: { ids: ids.join(',') },
      fields: POST_FIELDS,
      bucket: 'lookup',
      price: 'read.post',
      most: ids.length,
    },
    pageSchema,
  );
  context.charge(
    'read.post',
    found.data.flatMap(one => idIn(one) ?? []),
  );
  const errors = (found.errors ?? []).flatMap(one => {
    const read = readValue(one, problemSchema);
    return read.ok ? [read.value] : [];
  });
  return { pieces: piecesOf(found) as { data: unknown }[], errors };
}

/** Only what X says of that very post: who is silent about one has not said that it is gone. */
function goneIn(problem: Problem, ids: readonly string[], now: Date): Heard | null {
  const id = ids.find(one => one === problem.resource_id || one === problem.value);
  const kind = kindOf(problem);
  if (id === undefined || !GONE.has(kind)) return null;
  // Somebody who is suspended, or shows their posts to a few only, has not taken them back.
  const isHidden =
    kind !== 'resource-not-found' || /suspended|protected|not authorized/i.test(`${problem.title} ${problem.detail}`);
  const raw = JSON.stringify({ gone: id, by: isHidden ? 'network' : 'author' });
  return heardOf(removal(id, now, isHidden ? 'network' : 'author'), raw, null);
}

const GONE = new Set([
  'resource-not-found',
  'not-authorized-for-resource',
  'resource-unavailable',
  'disallowed-resource',
]);

function laterVersionOf(data: unknown): string | null {
  const read = readValue(data, postSchema);
  if (!read.ok) return null;
  const last = versionsOf(read.value).at(-1);
  return last === undefined || last === read.value.id ? null : last;
}

/** The edit alone: the post is known. */
function editIn(context: XContext, piece: { data: unknown }): Heard[] {
  const raw = JSON.stringify({ ...piece, onlyEdit: true });
  const parsed = itemsOfPiece(piece, { account: context.account });
  if (!('items' in parsed))
    return [parsed.ignored ? ignored(parsed.reason, raw, null) : dropped(parsed.reason, raw, null)];
  const items = parsed.items.filter(({ kind }) => kind === 'edit');
  return items.length === 0 ? [] : [heardOf({ ...parsed, items }, raw, null)];
}
