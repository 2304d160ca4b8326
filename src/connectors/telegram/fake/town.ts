/** Telegram in miniature: people, chats with their own numbering of messages, and the bot's waiting updates. */

export type FakeUser = { id: number; is_bot: boolean; first_name: string; username?: string; last_name?: string };
export type FakeChat = { id: number; type: string; title?: string; username?: string; first_name?: string };
export type FakeMessage = {
  message_id: number;
  date: number;
  chat: FakeChat;
  from?: FakeUser;
  sender_chat?: FakeChat;
  text?: string;
  caption?: string;
  business_connection_id?: string;
  reply_to_message?: FakeMessage;
  [more: string]: unknown;
};
export type FakeUpdate = { update_id: number; [kind: string]: unknown };
export type FakeFile = { path: string; bytes: Uint8Array };

/** Before it has a number and a time. */
export type Unsent = Partial<FakeMessage> & Pick<FakeMessage, 'chat'>;

export type Town = {
  bot: FakeUser;
  customer: FakeUser;
  owner: FakeUser;
  group: FakeChat;
  channel: FakeChat;
  connection: string;
  messages: Map<string, FakeMessage>;
  /** What waits to be fetched or called. `confirmed`: everything below has been taken. */
  updates: FakeUpdate[];
  confirmed: number;
  files: Map<string, FakeFile>;
  /** `like …`, `block …`: what the bot did besides writing. */
  marks: Set<string>;
  /** Ids the bot wrote, in order; albums by their first. */
  ours: string[];
  webhook: { url: string; secret: string; kinds: string[] | null; lastError: string | null; lastErrorAt: number };
  kindsAsked: string[] | null;
  /** Chats nobody can be written to in, by what Telegram says then. */
  closed: Map<number, string>;
  /** Groups that became supergroups. */
  moved: Map<number, number>;
  businessRights: { is_enabled: boolean; can_reply: boolean };
  now: () => Date;
  tell(kind: string, value: unknown): FakeUpdate;
  write(message: Unsent, kind?: string | null): FakeMessage;
  changed(): void;
  whenChanged(listener: () => void): () => void;
};

const FIRST_UPDATE = 830_417_001;
const FIRST_MESSAGE = 40;

export function makeTown(now: () => Date): Town {
  const listeners = new Set<() => void>();
  const numbers = new Map<string, number>();
  let nextUpdate = FIRST_UPDATE;
  const town: Town = {
    bot: { id: 7_310_000_001, is_bot: true, first_name: 'Kestrel', username: 'KestrelCoffeeBot' },
    customer: { id: 5_551_234, is_bot: false, first_name: 'Thea', last_name: 'Lindqvist', username: 'thea_lindqvist' },
    owner: { id: 5_550_001, is_bot: false, first_name: 'Ines', username: 'kestrel_ines' },
    group: { id: -1_001_234_567_890, type: 'supergroup', title: 'Kestrel owners', username: 'kestrel_owners' },
    channel: { id: -1_009_876_543_210, type: 'channel', title: 'Kestrel', username: 'kestrel_news' },
    connection: 'bizconnectionOfInes',
    messages: new Map(),
    updates: [],
    confirmed: 0,
    files: new Map(),
    marks: new Set(),
    ours: [],
    webhook: { url: '', secret: '', kinds: null, lastError: null, lastErrorAt: 0 },
    kindsAsked: null,
    closed: new Map(),
    moved: new Map(),
    businessRights: { is_enabled: true, can_reply: true },
    now,
    tell(kind, value) {
      const update = { update_id: nextUpdate++, [kind]: value };
      town.updates.push(update);
      town.changed();
      return update;
    },
    write(message, kind = 'message') {
      const place = placeOf(message);
      const number = (numbers.get(place) ?? FIRST_MESSAGE) + 1;
      numbers.set(place, number);
      const written = { message_id: number, date: Math.floor(now().getTime() / 1000), ...message } as FakeMessage;
      town.messages.set(`${place}:${number}`, written);
      if (kind !== null) town.tell(kind, written);
      return written;
    },
    changed() {
      for (const listener of listeners) listener();
    },
    whenChanged(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  return town;
}

/** Named as the connector names them, so that a test can compare. */
export function placeOf({
  chat,
  business_connection_id,
}: Pick<FakeMessage, 'chat' | 'business_connection_id'>): string {
  return business_connection_id === undefined ? String(chat.id) : `biz:${business_connection_id}:${chat.id}`;
}

export function privateChat({ id, first_name, username }: FakeUser): FakeChat {
  return { id, type: 'private', first_name, ...(username === undefined ? {} : { username }) };
}

/** What a message looks like within one that answers it: without what it answers itself. */
export function shortened({ reply_to_message: _, ...rest }: FakeMessage): FakeMessage {
  return rest;
}
