/** What a channel reads in rounds: what is written to us, what we wrote, and the open timelines it listens to. */
import { NetworkFailure } from '../connector.ts';
import { idOfPerson } from './address.ts';
import { type Credentials, hashtagsOf, listensOnly, type MastodonContext } from './credentials.ts';
import { itemsOfNotification, NOTIFICATIONS } from './notification.ts';
import type { List } from './page.ts';
import { itemsOfStatus, type Parsed, type Place } from './parse.ts';

export type Source = {
  /** As kept in the cursor. */
  name: string;
  list: List;
  read: (entry: unknown, place: Place, seenAt: Date) => Parsed;
  /** Ours: without these the channel is of no use. The others may be closed. */
  isOurs: boolean;
};

export type Timeline = {
  name: string;
  list: List;
  kind: 'hashtags' | 'local' | 'federated';
  stream: Record<string, string>;
};

export function sourcesOf(context: MastodonContext): Source[] {
  const open = timelinesOf(context.credentials).map(
    ({ name, list }): Source => ({ name, list, read: itemsOfStatus, isOurs: false }),
  );
  if (listensOnly(context.credentials)) return open;
  const own = ownStatuses(context.account.remoteId);
  return [
    { name: 'notifications', list: NOTIFICATIONS, read: itemsOfNotification, isOurs: true },
    { name: 'own', list: own, read: itemsOfStatus, isOurs: true },
    ...open,
  ];
}

export function ownStatuses(remoteId: string): List {
  return {
    path: `/api/v1/accounts/${encodeURIComponent(idOfPerson(remoteId))}/statuses`,
    query: { exclude_reblogs: 'true' },
  };
}

export function timelinesOf(credentials: Pick<Credentials, 'hashtags' | 'public'>): Timeline[] {
  const tags = hashtagsOf(credentials).map(
    (tag): Timeline => ({
      name: `tag ${tag}`,
      list: { path: `/api/v1/timelines/tag/${encodeURIComponent(tag)}`, bucket: 'listening' },
      kind: 'hashtags',
      stream: { stream: 'hashtag', tag },
    }),
  );
  const { public: wide } = credentials;
  if (wide !== 'local' && wide !== 'federated') return tags;
  const query: Record<string, string> = wide === 'local' ? { local: 'true' } : {};
  const list: List = { path: '/api/v1/timelines/public', query, bucket: 'listening' };
  return [...tags, { name: wide, list, kind: wide, stream: { stream: wide === 'local' ? 'public:local' : 'public' } }];
}

const WORDS = { hashtags: 'hashtags', local: 'public timeline', federated: 'public timeline' } as const;

/** Silence there would look like contentment. */
export function hiddenTimeline({ about, base }: Credentials, kind: Timeline['kind']): NetworkFailure {
  const host = about?.domain ?? new URL(base ?? 'https://this.server').host;
  const message = `${host} hides its ${WORDS[kind]} from those without an account, so Heed hears nothing there. Connect an account on it, or listen on another server.`;
  return new NetworkFailure('refuse', message, { said: message });
}
