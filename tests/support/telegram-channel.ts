/** For Telegram's tests: a channel on the miniature, with a clock of its own; and updates as Telegram writes them. */
import type { TestContext } from 'node:test';
import type { CallPlace, Draft, Heard } from '../../src/connectors/connector.ts';
import { ownNames } from '../../src/connectors/kit/own-names.ts';
import type { TelegramContext } from '../../src/connectors/telegram/credentials.ts';
import { openFake, type TelegramFake } from '../../src/connectors/telegram/fake.ts';
import { telegram } from '../../src/connectors/telegram/index.ts';
import { readUpdate } from '../../src/connectors/telegram/update.ts';
import type { Item, Post } from '../../src/core/post.ts';
import { atEnd } from './at-end.ts';
import { onFake } from './on-fake.ts';

export const NOW = new Date('2026-03-01T12:00:00Z');
export const SECONDS = NOW.getTime() / 1000;

export type Tried = {
  fake: TelegramFake;
  context: TelegramContext;
  clock: { now: Date };
  waited: number[];
  logged: string[];
};

/** @param callAt where Telegram may call the channel; null where nobody outside can reach it */
export async function tried(test: Pick<TestContext, 'after'>, callAt: CallPlace | null = null): Promise<Tried> {
  const clock = { now: NOW };
  const fake = await openFake({}, () => clock.now);
  atEnd(test, fake.close);
  const waited: number[] = [];
  // The allowance of thirty a second is refilled by real time.
  const now = () => new Date(clock.now.getTime() + performance.now());
  const { context, logged } = onFake<TelegramContext>(test, telegram, fake, { now, waited, callAt });
  return { fake, context, clock, waited, logged };
}

/** A draft to somebody in the group of the miniature; in private to their chat with the bot. */
export async function draftFor(fake: TelegramFake, text: string, more: Partial<Draft> = {}): Promise<Draft> {
  const { room, ...to } = await fake.somebody();
  const draft: Draft = {
    key: text,
    text,
    attachments: [],
    visibility: 'public',
    to: { ...to, room: null },
    lang: null,
  };
  return more.visibility === 'private' ? { ...draft, ...more, to: { ...draft.to, room } } : { ...draft, ...more };
}

export const BOT = { id: 7_310_000_001, is_bot: true, first_name: 'Kestrel', username: 'KestrelCoffeeBot' };
export const THEA = { id: 5_551_234, is_bot: false, first_name: 'Thea', last_name: 'Lindqvist', username: 'thea_l' };
export const INES = { id: 5_550_001, is_bot: false, first_name: 'Ines', username: 'kestrel_ines' };
export const CHAT = { id: THEA.id, type: 'private', first_name: 'Thea', last_name: 'Lindqvist', username: 'thea_l' };
export const GROUP = {
  id: -1_001_234_567_890,
  type: 'supergroup',
  title: 'Kestrel owners',
  username: 'kestrel_owners',
};
export const CHANNEL = { id: -1_009_876_543_210, type: 'channel', title: 'Kestrel', username: 'kestrel_news' };

const US = {
  account: {
    remoteId: String(BOT.id),
    handle: BOT.username,
    name: BOT.first_name,
    avatarUrl: null,
    profileUrl: null,
  },
  names: ownNames('@kestrel_ines'),
};

export function heardOf(kind: string, value: unknown, updateId = 830_417_001): Heard {
  return readUpdate(JSON.stringify({ update_id: updateId, [kind]: value }), US);
}

export function itemsIn(heard: Heard): Item[] {
  return heard.kind === 'arrival' ? heard.items : [];
}

/** The post in a message of the given kind; null where there is none. */
export function postIn(value: unknown, kind = 'message'): Post | null {
  const item = itemsIn(
    heardOf(kind, { message_id: 17, date: SECONDS, chat: CHAT, from: THEA, ...(value as object) }),
  )[0];
  return item?.kind === 'post' ? item.post : null;
}
