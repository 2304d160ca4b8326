/** The miniature's API over HTTP: whose token it is, and which of its endpoints is asked. */
import { type Ask, Refusal, type Server } from './ask.ts';
import { answerHooks } from './hooks.ts';
import { answerMedia } from './media.ts';
import { answerMessages } from './messages.ts';
import { answerOauth } from './oauth.ts';
import { answerPosts } from './posts.ts';
import { answerRules } from './rules.ts';
import type { Words } from './views.ts';

export async function answerApi(server: Server, request: Request): Promise<Response> {
  const url = new URL(request.url);
  const line = `${request.method} ${url.pathname}`;
  server.asked.push(line);
  try {
    const oauth = await answerOauth(server, request, url);
    if (oauth !== null) return oauth;
    const ask: Ask = { request, url, line, as: whoAsks(server, request), words: wordsOf(server, url) };
    for (const answer of [answerRules, answerPosts, answerMessages, answerMedia, answerHooks]) {
      const response = await answer(server, ask);
      if (response !== null) return counted(server, response);
    }
    throw new Refusal(404, 'resource-not-found', 'Not Found', 'There is no such endpoint.');
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return counted(server, Response.json(error.body, { status: error.status }));
  }
}

/** X counts each endpoint apart, and says so in every answer. */
function counted(server: Server, response: Response): Response {
  response.headers.set('x-rate-limit-limit', '900');
  response.headers.set('x-rate-limit-remaining', '899');
  response.headers.set('x-rate-limit-reset', String(Math.ceil(server.now().getTime() / 1000) + 900));
  return response;
}

function whoAsks({ tokens, appToken }: Server, request: Request): Ask['as'] {
  const token = request.headers.get('authorization')?.replace(/^Bearer /, '') ?? '';
  if (token === appToken) return 'app';
  const known = tokens.get(token);
  if (known === undefined || known.isOver) throw new Refusal(401, 'unauthorized', 'Unauthorized', 'Unauthorized');
  return 'account';
}

/** Its new words where it knows them; who asks in the other ones is refused. */
function wordsOf({ habits }: Server, { searchParams, pathname }: URL): Words {
  const isStream = pathname === '/2/tweets/search/stream';
  const wanted: Words = isStream || habits.words === 'old' ? 'old' : 'new';
  const strange = wanted === 'old' ? 'post.fields' : 'tweet.fields';
  if (searchParams.has(strange))
    throw new Refusal(
      400,
      'invalid-request',
      'Invalid Request',
      `The query parameter [${strange}] is not one of those known here.`,
    );
  if (wanted === 'old' && /\breferenced_posts\b/.test(searchParams.get('expansions') ?? ''))
    throw new Refusal(
      400,
      'invalid-request',
      'Invalid Request',
      'The `expansions` query parameter value [referenced_posts] is not known.',
    );
  return wanted;
}
