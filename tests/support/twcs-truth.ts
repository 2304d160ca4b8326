/**
 * What a twcs file says of itself, computed apart from Heed and as plainly as possible: who waited when for whose answer.
 * One conversation per customer and thread; a turn opens with the customer's first unanswered tweet and closes with the
 * company's next tweet to that customer.
 */
export type Truth = {
  /** Distinct tweets. */
  tweets: Set<string>;
  /** Lines that are no tweet. */
  damaged: number;
  duplicates: number;
  /** By the id of the tweet that opened it. */
  turns: Map<string, { conversation: string; openedMs: number; closedBy: string | null; closedMs: number | null }>;
};

type Tweet = {
  id: string;
  author: string;
  isCustomer: boolean;
  ms: number;
  parent: string | null;
  root: string | null;
};

export function truthOf(text: string): Truth {
  const tweets = new Map<string, Tweet>();
  let [damaged, duplicates] = [0, 0];
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const tweet = tweetIn(line);
    if (tweet === null) damaged += 1;
    else if (tweets.has(tweet.id)) duplicates += 1;
    else tweets.set(tweet.id, tweet);
  }
  const said = Map.groupBy(tweets.values(), tweet => conversationOf(tweet, tweets));
  said.delete(null);
  const turns: Truth['turns'] = new Map();
  for (const [conversation, tweetsThere] of said) {
    const here = new Map(tweetsThere.map(tweet => [tweet.id, tweet]));
    let opened: Tweet | null = null;
    for (const tweet of tweetsThere.sort((a, b) => inTime(a, b, here))) {
      if (tweet.isCustomer) {
        if (opened === null)
          turns.set(tweet.id, { conversation: conversation ?? '', openedMs: tweet.ms, closedBy: null, closedMs: null });
        opened ??= tweet;
      } else if (opened !== null) {
        turns.set(opened.id, {
          conversation: conversation ?? '',
          openedMs: opened.ms,
          closedBy: tweet.id,
          closedMs: tweet.ms,
        });
        opened = null;
      }
    }
  }
  return { tweets: new Set(tweets.keys()), damaged, duplicates, turns };
}

function tweetIn(line: string): Tweet | null {
  try {
    const row = JSON.parse(line);
    const ms = Date.parse(row.created_at);
    if (row.tweet_id === undefined || Number.isNaN(ms) || typeof row.inbound !== 'boolean') return null;
    return {
      id: whole(row.tweet_id) ?? '',
      author: whole(row.author_id) ?? '',
      isCustomer: row.inbound,
      ms,
      parent: whole(row.in_response_to_tweet_id),
      root: whole(row.root),
    };
  } catch {
    return null;
  }
}

function whole(id: unknown): string | null {
  return id === null || id === undefined || id === '' ? null : String(id).replace(/\.0$/, '');
}

/** The customer a tweet is from or for, in its thread; null where the company speaks to nobody. */
function conversationOf(tweet: Tweet, tweets: ReadonlyMap<string, Tweet>): string | null {
  let customer: Tweet | null = null;
  let top = tweet;
  const seen = new Set<string>();
  for (
    let at: Tweet | undefined = tweet;
    at !== undefined && !seen.has(at.id);
    at = at.parent === null ? undefined : tweets.get(at.parent)
  ) {
    seen.add(at.id);
    if (customer === null && at.isCustomer) customer = at;
    top = at;
  }
  // Where the file breaks off, it still says what stood above.
  const root = top.parent === null ? top.id : (top.root ?? top.parent);
  return customer === null ? null : `${root} ${customer.author}`;
}

/** By time; within the same second what is answered comes before its answer, as far as both stand in this conversation. */
function inTime(a: Tweet, b: Tweet, here: ReadonlyMap<string, Tweet>): number {
  const byAnswer = depth(a, here) - depth(b, here);
  return a.ms - b.ms || byAnswer || Number(b.isCustomer) - Number(a.isCustomer) || (a.id < b.id ? -1 : 1);
}

function depth(tweet: Tweet, here: ReadonlyMap<string, Tweet>): number {
  const above = tweet.parent === null ? undefined : here.get(tweet.parent);
  return above === undefined || above.ms !== tweet.ms ? 0 : 1 + depth(above, here);
}
