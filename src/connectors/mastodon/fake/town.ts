/** A server's memory in miniature: people, statuses, notifications, and what happens told to whoever follows. No HTTP here. */
import { createHash } from 'node:crypto';

export type Account = {
  id: string;
  username: string;
  acct: string;
  name: string;
  blocksUs: boolean;
  movedTo: string | null;
};
export type Note = {
  id: string;
  by: Account;
  text: string;
  createdAt: string;
  editedAt: string | null;
  visibility: string;
  parent: string | null;
  mentions: Account[];
  warning: string;
  language: string | null;
  media: string[];
  poll: string[];
};
export type Notification = { id: string; type: string; createdAt: string; by: Account; status: string | null };
export type Happening = {
  event: string;
  stream: string;
  payload: unknown;
  note: Note | null;
  notification: Notification | null;
};

/** In what ways servers of this API differ. */
export type Habits = {
  ids: 'numbers' | 'hex' | 'ulid';
  hasLinks: boolean;
  streams: 'header' | 'address' | 'events' | 'none';
  instance: 'second' | 'first' | 'none';
  directReadsAs: 'direct' | 'private' | 'public';
  keepsKeys: boolean;
  timelines: 'open' | 'closed' | 'empty';
  tellsSeveral: boolean;
  media: 'second' | 'first';
  /** Own private words are in the list of own statuses. */
  listsPrivate: boolean;
  maxCharacters: number;
};

export const MASTODON: Habits = {
  ids: 'numbers',
  hasLinks: true,
  streams: 'header',
  instance: 'second',
  directReadsAs: 'direct',
  keepsKeys: true,
  timelines: 'open',
  tellsSeveral: true,
  media: 'second',
  listsPrivate: true,
  maxCharacters: 500,
};

export type Town = ReturnType<typeof makeTown>;

export function makeTown(now: () => Date, habits: Habits, domain: string) {
  const state = {
    accounts: new Map<string, Account>(),
    notes: new Map<string, Note>(),
    notifications: [] as Notification[],
    listeners: new Set<(happening: Happening) => void>(),
    count: 0,
  };
  const nextId = () => idOf(habits.ids, ++state.count, now());
  const us = join(state, nextId, 'kestrel', 'kestrel', 'Kestrel');
  const tell = (event: string, note: Note | null, notification: Notification | null, payload: unknown) => {
    for (const stream of note === null ? ['user'] : streamsOf(note, us, event))
      for (const listener of state.listeners) listener({ event, stream, payload, note, notification });
  };
  const notify = (type: string, by: Account, status: string | null) => {
    const notification = { id: nextId(), type, createdAt: now().toISOString(), by, status };
    state.notifications.unshift(notification);
    tell('notification', null, notification, null);
  };
  return {
    state,
    habits,
    domain,
    us,
    nextId,
    notify,
    join: (username: string, acct: string, name: string) => join(state, nextId, username, acct, name),
    write: (what: Partial<Note> & Pick<Note, 'by' | 'text'>): Note => {
      const note = noteOf(nextId(), now(), state.notes, what);
      state.notes.set(note.id, note);
      tell('update', note, null, null);
      if (note.by !== us && note.mentions.includes(us)) notify('mention', note.by, note.id);
      return note;
    },
    edit(id: string, text: string): void {
      const note = state.notes.get(id);
      if (!note) return;
      Object.assign(note, { text, editedAt: now().toISOString() });
      tell('status.update', note, null, null);
    },
    erase(id: string): void {
      const note = state.notes.get(id);
      if (!note) return;
      state.notes.delete(id);
      state.notifications = state.notifications.filter(({ status }) => status !== id);
      tell('delete', note, null, id);
    },
    above: (id: string) => above(state.notes, id),
    below: (id: string) => below(state.notes, id),
  };
}

function join(
  state: { accounts: Map<string, Account> },
  nextId: () => string,
  username: string,
  acct: string,
  name: string,
): Account {
  const account = { id: nextId(), username, acct, name, blocksUs: false, movedTo: null };
  state.accounts.set(account.id, account);
  return account;
}

function noteOf(
  id: string,
  now: Date,
  notes: ReadonlyMap<string, Note>,
  what: Partial<Note> & Pick<Note, 'by' | 'text'>,
): Note {
  const parent = notes.get(what.parent ?? '');
  // As apps do: whoever is answered is named.
  const answered = parent && parent.by !== what.by ? [parent.by] : [];
  return {
    id,
    createdAt: now.toISOString(),
    editedAt: null,
    visibility: 'public',
    parent: null,
    warning: '',
    language: 'en',
    media: [],
    poll: [],
    ...what,
    mentions: [...new Set([...(what.mentions ?? []), ...answered])],
  };
}

/** Which streams hear of a status: ours where it concerns us, a tag's and everybody's where it is open. */
function streamsOf(note: Note, us: Account, event: string): string[] {
  const concernsUs = note.by === us || (note.mentions.includes(us) && event !== 'update');
  const tags = [...note.text.matchAll(/#(\w+)/g)].map(([, tag = '']) => `hashtag ${tag.toLowerCase()}`);
  const open = note.visibility === 'public' ? ['public', 'public:local', ...tags] : [];
  return concernsUs ? ['user', ...open] : open;
}

function above(notes: ReadonlyMap<string, Note>, id: string): Note[] {
  const found: Note[] = [];
  for (let at = notes.get(notes.get(id)?.parent ?? ''); at !== undefined; at = notes.get(at.parent ?? ''))
    found.unshift(at);
  return found;
}

function below(notes: ReadonlyMap<string, Note>, id: string): Note[] {
  return [...notes.values()].filter(({ parent }) => parent === id).flatMap(note => [note, ...below(notes, note.id)]);
}

/** Numbers rise with time; hex says nothing; ULIDs rise as text. */
function idOf(kind: Habits['ids'], count: number, now: Date): string {
  if (kind === 'hex') return createHash('md5').update(String(count)).digest('hex');
  const rising = BigInt(now.getTime()) * 65_536n + BigInt(count % 65_536);
  if (kind === 'numbers') return String(rising);
  return `01${rising.toString(32).toUpperCase().padStart(12, '0')}${String(count).padStart(12, '0')}`;
}
