/** The past: who mentioned the account and what it wrote, its direct messages of a month, and seven days of what the owner's words bring. */
import { type Heard, NetworkFailure } from '../connector.ts';
import { listensOnly, type XContext } from './credentials.ts';
import { dmIn } from './dm.ts';
import { messagePage } from './messages.ts';
import { searchable } from './rules.ts';
import { inOrder, searchIfOpen, withoutMs } from './search.ts';
import { idAt, isId, timeOf } from './snowflake.ts';
import { TIMELINES, type Timeline, timelinePage } from './timelines.ts';

/** X keeps the latest 800 mentions and 3,200 own posts within reach. */
const TIMELINE_PAGES_LIMIT = 32;
/** X keeps a month; each message is paid for. */
const MESSAGE_PAGES_LIMIT = 10;
const MESSAGES_PER_PAGE = 50;
/** Of all rules together, a hundred posts each: nobody is to pay for more than a thousand posts by connecting. */
const SEARCH_PAGES_LIMIT = 10;

/** Oldest first. Stopped and taken up again, it reads the lists again and goes on after the place: what was read once a day is free. */
export async function* pages(context: XContext, since: Date, after: string | null): AsyncGenerator<Heard> {
  const begun = after === null || !isId(after) ? null : timeOf(after);
  const from = begun !== null && begun > since ? begun : since;
  const found: Heard[] = [];
  if (!listensOnly(context.credentials)) {
    for (const which of TIMELINES) found.push(...(await timeline(context, which, from)));
    found.push(...(await messages(context, from)));
  }
  const queries = searchable(context);
  const pagesEach = Math.max(1, Math.floor(SEARCH_PAGES_LIMIT / queries.length));
  for (const query of queries) found.push(...(await searchIfOpen(context, query, from, pagesEach)));
  for (const heard of inOrder(found.map(placed))) {
    if (context.signal.aborted) return;
    yield heard;
  }
}

async function timeline(context: XContext, which: Timeline, since: Date): Promise<Heard[]> {
  const heard: Heard[] = [];
  let token: string | null = null;
  for (let page = 0; page < TIMELINE_PAGES_LIMIT; page++) {
    const found = await timelinePage(context, which, {
      startTime: withoutMs(since),
      ...(token === null ? {} : { token }),
    });
    heard.push(...found.heard);
    if (found.next === null || found.next === token) break;
    token = found.next;
  }
  return heard;
}

async function messages(context: XContext, since: Date): Promise<Heard[]> {
  const heard: Heard[] = [];
  let token: string | null = null;
  try {
    for (let page = 0; page < MESSAGE_PAGES_LIMIT; page++) {
      const found = await messagePage(context, { kind: 'all' }, MESSAGES_PER_PAGE, token);
      const wanted = found.heard.filter(({ id }) => isSince(id, since));
      heard.push(...wanted.map(({ one }) => one));
      if (wanted.length < found.heard.length || found.next === null || found.next === token) break;
      token = found.next;
    }
  } catch (error) {
    if (!(error instanceof NetworkFailure) || error.next !== 'refuse') throw error;
    context.log('warn', 'X does not let this app read direct messages', { said: error.said ?? error.message });
  }
  return heard;
}

function isSince(id: string | null, since: Date): boolean {
  const at = id === null ? null : timeOf(id);
  return at === null || at >= since;
}

/** Where to go on after it: the number that holds its moment. */
function placed(heard: Heard): Heard {
  if (heard.kind !== 'arrival') return heard;
  const [item] = heard.items;
  if (item?.kind !== 'post') return heard;
  const { remoteId, at } = item.post;
  const number = dmIn(remoteId) ?? remoteId;
  return { ...heard, cursor: isId(number) ? number : idAt(at) };
}
