/** X in miniature: accounts, posts and their versions, private rooms. Its numbers hold their moment, as there. */
import { byAge, idAt } from '../snowflake.ts';

export type Account = { id: string; username: string; name: string; isSuspended: boolean };
export type Post = {
  /** Of all its versions, oldest first; the last one stands. */
  versions: { id: string; text: string }[];
  at: Date;
  by: Account;
  parent: Post | null;
  quotes: Post | null;
  reposts: Post | null;
  mentions: Account[];
  mediaIds: string[];
  lang: string;
};
export type Message = { id: string; at: Date; by: Account; to: Account; text: string; mediaIds: string[] };
export type Draft = Partial<Omit<Post, 'versions' | 'at'>> & { by: Account; text: string };

export type Town = ReturnType<typeof makeTown>;

export function makeTown(now: () => Date) {
  const accounts = new Map<string, Account>();
  const posts: Post[] = [];
  const messages: Message[] = [];
  const listeners = new Set<(post: Post) => void>();
  let last = '0';
  const nextId = () => {
    const here = idAt(now());
    last = byAge(here, last) > 0 ? here : String(BigInt(last) + 1n);
    return last;
  };
  const join = (username: string, name: string): Account => {
    const account = { id: nextId(), username, name, isSuspended: false };
    accounts.set(account.id, account);
    return account;
  };
  const us = join('kestrel', 'Kestrel');
  const find = (id: string) => posts.find(({ versions }) => versions.some(version => version.id === id));
  return {
    us,
    accounts,
    posts,
    messages,
    listeners,
    nextId,
    join,
    find,
    write({ text, ...what }: Draft): Post {
      const parent = what.parent ?? null;
      const named = [...accounts.values()].filter(({ username }) => new RegExp(`@${username}\\b`, 'i').test(text));
      const answered = parent === null || parent.by === what.by ? [] : [parent.by];
      const post: Post = {
        at: now(),
        parent,
        quotes: null,
        reposts: null,
        mediaIds: [],
        lang: 'en',
        ...what,
        mentions: [...new Set([...answered, ...named])],
        // As apps do: whoever is answered is named first.
        versions: [{ id: nextId(), text: withNames(text, answered) }],
      };
      posts.push(post);
      for (const listener of listeners) listener(post);
      return post;
    },
    edit(id: string, text: string): Post | null {
      const post = find(id);
      if (post === undefined) return null;
      post.versions.push({ id: nextId(), text });
      for (const listener of listeners) listener(post);
      return post;
    },
    /** Taking back any version takes back all. */
    erase(id: string): boolean {
      const at = posts.findIndex(({ versions }) => versions.some(version => version.id === id));
      if (at !== -1) posts.splice(at, 1);
      return at !== -1;
    },
    say(what: Pick<Message, 'by' | 'to' | 'text'> & { mediaIds?: string[] }): Message {
      const message = { id: nextId(), at: now(), mediaIds: [], ...what };
      messages.push(message);
      return message;
    },
  };
}

function withNames(text: string, people: readonly Account[]): string {
  const missing = people.filter(({ username }) => !text.toLowerCase().startsWith(`@${username}`));
  return [...missing.map(({ username }) => `@${username}`), text].join(' ');
}

export function idOf(post: Post): string {
  return post.versions[0]?.id ?? '';
}

export function rootOf(post: Post): Post {
  return post.parent === null ? post : rootOf(post.parent);
}

/** The little of X's rule language that is needed here. */
export function matches(post: Post, rule: string): boolean {
  if (/-is:retweet$/.test(rule) && post.reposts !== null) return false;
  const said = rule.replace(/\s*-is:retweet$/, '').replace(/^\((.*)\)$/, '$1');
  return said.split(/\s+OR\s+/).some(part => partMatches(post, part.trim()));
}

function partMatches(post: Post, part: string): boolean {
  const text = (post.versions.at(-1)?.text ?? '').toLowerCase();
  if (part.startsWith('@')) return post.mentions.some(({ username }) => `@${username}` === part.toLowerCase());
  if (part.startsWith('from:')) return post.by.username === part.slice(5).toLowerCase();
  const phrases = part.match(/"[^"]+"|\S+/g) ?? [];
  return phrases.every(phrase => text.includes(phrase.replaceAll('"', '').toLowerCase()));
}
