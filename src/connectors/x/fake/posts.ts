/** Posts: listed, searched, looked up, written, taken back, liked and hidden. */
import { weightOfAnswer } from '../../../core/weighted-text.ts';
import { byAge, idAt, timeOf } from '../snowflake.ts';
import { type Ask, asTold, jsonOf, mustBe, paged, Refusal, type Server } from './ask.ts';
import { idOf, matches, type Post, rootOf } from './town.ts';
import { includesView, postView, userView } from './views.ts';

const SEARCH_DAYS = 7;
const DAY_MS = 86_400_000;

export async function answerPosts(server: Server, ask: Ask): Promise<Response | null> {
  const { line, url } = ask;
  const { us } = server.town;
  if (line === 'GET /2/users/me') {
    mustBe(ask, 'account');
    return Response.json({ data: userView(us) });
  }
  if (line === `GET /2/users/${us.id}/mentions`) return listed(server, ask, post => post.mentions.includes(us));
  if (line === `GET /2/users/${us.id}/tweets`) return listed(server, ask, ({ by }) => by === us);
  if (line === 'GET /2/tweets/search/recent') return searched(server, ask, url.searchParams.get('query') ?? '');
  if (line === 'GET /2/tweets') return lookedUp(server, ask, (url.searchParams.get('ids') ?? '').split(','));
  if (line === 'POST /2/tweets') return written(server, ask);
  return answerDeeds(server, ask);
}

function listed(server: Server, ask: Ask, isWanted: (post: Post) => boolean): Response {
  const { searchParams } = ask.url;
  const sinceId = searchParams.get('since_id') ?? idAt(new Date(searchParams.get('start_time') ?? 0));
  const newestOf = (post: Post) => post.versions.at(-1)?.id ?? '';
  const all = server.town.posts.filter(
    post => isWanted(post) && post.reposts === null && byAge(newestOf(post), sinceId) > 0,
  );
  all.sort((one, other) => byAge(newestOf(other), newestOf(one)));
  const { page, meta } = paged(server, ask, all, 100);
  const data = asTold(
    server.telling,
    page.map(post => postView(post, ask.words)),
  );
  return Response.json({ ...(data.length === 0 ? {} : { data }), includes: includesView(page, ask.words), meta });
}

function searched(server: Server, ask: Ask, query: string): Response {
  const since = ask.url.searchParams.get('since_id');
  const edge = server.now().getTime() - SEARCH_DAYS * DAY_MS;
  const at = since === null ? new Date(ask.url.searchParams.get('start_time') ?? server.now()) : timeOf(since);
  if (at !== null && at.getTime() < edge)
    throw new Refusal(
      400,
      'invalid-request',
      'Invalid Request',
      "'since_id' must be a tweet id created after seven days ago.",
    );
  if (query.length > 512)
    throw new Refusal(400, 'invalid-request', 'Invalid Request', 'Rule length must be at most 512 characters.');
  return listed(server, ask, post => matches(post, query));
}

/** Any version by its own number; what is not there is told beside the others. */
function lookedUp(server: Server, ask: Ask, ids: readonly string[]): Response {
  const found: Post[] = [];
  const data: unknown[] = [];
  const errors: unknown[] = [];
  for (const id of ids) {
    const post = server.town.find(id);
    if (post === undefined || post.by.isSuspended) {
      const why = post === undefined ? 'Could not find tweet with ids' : 'User has been suspended';
      const title = post === undefined ? 'Not Found Error' : 'Forbidden';
      const type = 'https://api.x.com/2/problems/resource-not-found';
      errors.push({
        value: id,
        resource_id: id,
        parameter: 'ids',
        resource_type: 'tweet',
        title,
        detail: `${why}: [${id}].`,
        type,
      });
      continue;
    }
    found.push(post);
    data.push(
      postView(
        post,
        ask.words,
        post.versions.find(version => version.id === id),
      ),
    );
  }
  return Response.json({
    ...(data.length === 0 ? {} : { data: asTold(server.telling, data) }),
    includes: includesView(found, ask.words),
    ...(errors.length === 0 ? {} : { errors }),
  });
}

async function written(server: Server, ask: Ask): Promise<Response> {
  mustBe(ask, 'account');
  const { town, habits } = server;
  const body = await jsonOf(ask.request);
  const text = String(body['text'] ?? '');
  const { in_reply_to_tweet_id: parentId } = (body['reply'] ?? {}) as { in_reply_to_tweet_id?: string };
  const parent = parentId === undefined ? null : town.find(parentId);
  if (parent === undefined)
    throw new Refusal(
      400,
      'invalid-request',
      'Invalid Request',
      'You attempted to reply to a Tweet that is deleted or not visible to you.',
    );
  const isSummoned = parent === null || parent.mentions.includes(town.us) || parent.quotes?.by === town.us;
  if (habits.onlySummoned && !isSummoned)
    throw new Refusal(
      403,
      'client-forbidden-reply',
      'Forbidden',
      'You can only reply to posts whose author has mentioned or quoted you.',
    );
  if (weightOfAnswer(text, 23) > 280)
    throw new Refusal(403, 'invalid-request', 'Forbidden', 'Your Tweet text is too long.');
  const mediaIds = ((body['media'] ?? {}) as { media_ids?: string[] }).media_ids ?? [];
  const post = town.write({ by: town.us, text, parent, mediaIds });
  return Response.json({ data: { id: idOf(post), text, edit_history_post_ids: [idOf(post)] } }, { status: 201 });
}

async function answerDeeds(server: Server, ask: Ask): Promise<Response | null> {
  const { line, request } = ask;
  const { town, marks } = server;
  const [, deleted] = /^DELETE \/2\/tweets\/(\d+)$/.exec(line) ?? [];
  const [, hidden] = /^PUT \/2\/tweets\/(\d+)\/hidden$/.exec(line) ?? [];
  const [, unliked] = /^DELETE \/2\/users\/\d+\/likes\/(\d+)$/.exec(line) ?? [];
  if (deleted !== undefined) {
    mustBe(ask, 'account');
    if (!town.erase(deleted)) throw new Refusal(404, 'resource-not-found', 'Not Found Error', 'Could not find tweet.');
    return Response.json({ data: { deleted: true } });
  }
  if (hidden !== undefined) {
    mustBe(ask, 'account');
    const post = town.find(hidden);
    if (post === undefined || rootOf(post).by !== town.us)
      throw new Refusal(
        403,
        'not-authorized-for-resource',
        'Forbidden',
        'You may only hide replies to your own posts.',
      );
    const { hidden: isHidden } = await jsonOf(request);
    if (isHidden === true) marks.add(`hide ${hidden}`);
    else marks.delete(`hide ${hidden}`);
    return Response.json({ data: { hidden: isHidden } });
  }
  if (unliked !== undefined) {
    marks.delete(`like ${unliked}`);
    return Response.json({ data: { liked: false } });
  }
  const [, unblocked] = /^DELETE \/2\/users\/\d+\/blocking\/(\d+)$/.exec(line) ?? [];
  if (unblocked !== undefined || /^POST \/2\/users\/\d+\/blocking$/.test(line)) return blocking(server, ask, unblocked);
  if (/^POST \/2\/users\/\d+\/likes$/.test(line)) {
    mustBe(ask, 'account');
    marks.add(`like ${String((await jsonOf(request))['tweet_id'])}`);
    return Response.json({ data: { liked: true } });
  }
  return null;
}

async function blocking({ habits, marks }: Server, ask: Ask, unblocked: string | undefined): Promise<Response> {
  mustBe(ask, 'account');
  if (!habits.blocks)
    throw new Refusal(403, 'client-forbidden', 'Client Forbidden', 'Your client app is not enrolled.', {
      reason: 'client-not-enrolled',
    });
  if (unblocked === undefined) marks.add(`block ${String((await jsonOf(ask.request))['target_user_id'])}`);
  else marks.delete(`block ${unblocked}`);
  return Response.json({ data: { blocking: unblocked === undefined } });
}
