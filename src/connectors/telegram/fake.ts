/** Telegram in miniature on a port of its own: the Bot API with its files, asked or calling; told to misbehave where a test wants it. */
import type { Contract, Fake } from '../kit/fake.ts';
import { ownNames } from '../kit/own-names.ts';
import { unrulyServer } from '../kit/unruly-server.ts';
import type { Credentials } from './credentials.ts';
import { answerApi } from './fake/server.ts';
import { type FakeMessage, makeTown, placeOf, privateChat, shortened, type Town } from './fake/town.ts';
import type { Server } from './fake/world.ts';
import { personOfUser } from './people.ts';
import { readUpdate } from './update.ts';
import { SECRET_HEADER } from './webhook.ts';

export type TelegramFake = Fake &
  Required<Pick<Fake, 'customerEdits' | 'weWriteElsewhere' | 'hookRequest'>> & {
    town: Town;
    server: Server;
    credentials: Credentials;
    token: string;
    /** Calls the webhook with everything that waits, as Telegram does. @returns how many were taken */
    deliver(): Promise<number>;
  };

const TOKEN = '7310000001:ofKestrelForTestsOnlyNeverReal00000';

/** @param keepsConfirmed what was fetched can be fetched again, which the laws need and Telegram does not do */
export async function openFake(
  { keepsConfirmed = false }: { keepsConfirmed?: boolean } = {},
  now: () => Date = () => new Date(),
): Promise<TelegramFake> {
  const town = makeTown(now);
  const server: Server = {
    town,
    token: TOKEN,
    telling: { twice: false, shuffled: false, damagedToo: false },
    keepsConfirmed,
  };
  const http = await unrulyServer(request => answerApi(server, request));
  return {
    ...http,
    town,
    server,
    token: TOKEN,
    credentials: { token: TOKEN, api: http.origin },
    account: personOfUser(town.bot),
    keepsOursToItself: true,
    ...deeds(town),
    moderated: () => [...town.marks],
    tell: how => void Object.assign(server.telling, how),
    writesAt: { reply: 'sendMessage', direct: 'sendMessage', 'private reply': 'sendMessage' },
    hookRequest: (texts, at, secret) => calledWith(town, texts, at, secret),
    deliver: () => deliver(town),
    secrets: [TOKEN],
    async close() {
      town.changed();
      await http.close();
    },
  };
}

type Deeds = Pick<TelegramFake, 'customerWrites' | 'customerEdits' | 'weWriteElsewhere' | 'ourPosts' | 'somebody'>;

/** What people do with Telegram's own apps. */
function deeds(town: Town): Deeds {
  const { customer, group, channel, bot } = town;
  const named = (text: string) => {
    const name = `@${bot.username}`;
    return { text: `${name} ${text}`, entities: [{ type: 'mention', offset: 0, length: name.length }] };
  };
  const inGroup = (text: string, parent: string | undefined, mentionsUs: boolean) => {
    const above = parent === undefined ? undefined : (forwarded(town, parent) ?? town.messages.get(parent));
    return idOf(
      town.write({
        chat: group,
        from: customer,
        ...(mentionsUs ? named(text) : { text }),
        ...(above === undefined ? {} : { reply_to_message: shortened(above), message_thread_id: above.message_id }),
      }),
    );
  };
  return {
    async customerWrites({ text, parent, privately, mentionsUs }) {
      if (privately) return idOf(town.write({ chat: privateChat(customer), from: customer, text }));
      return inGroup(text, parent, mentionsUs === true);
    },
    async customerEdits(remoteId, text) {
      const message = town.messages.get(remoteId);
      if (message === undefined) return;
      message.text = text;
      message['edit_date'] = Math.floor(town.now().getTime() / 1000);
      town.tell(message.business_connection_id === undefined ? 'edited_message' : 'edited_business_message', message);
    },
    async weWriteElsewhere({ text, parent }) {
      // An answer by an admin who stays unnamed; else a post of the channel, handed on to the group for comments.
      const above = parent === undefined ? undefined : town.messages.get(parent);
      if (above !== undefined)
        return idOf(town.write({ chat: group, sender_chat: group, text, reply_to_message: shortened(above) }));
      const post = town.write({ chat: channel, sender_chat: channel, text }, 'channel_post');
      const { date } = post;
      const origin = { type: 'channel', chat: channel, message_id: post.message_id, date };
      town.write({ chat: group, sender_chat: channel, text, is_automatic_forward: true, forward_origin: origin });
      return idOf(post);
    },
    ourPosts: () =>
      town.ours.flatMap(id => {
        const message = town.messages.get(id);
        return message === undefined ? [] : [{ remoteId: id, text: message.text ?? message.caption ?? '' }];
      }),
    async somebody() {
      town.write({ chat: privateChat(customer), from: customer, text: '/start' });
      const remoteId = inGroup('the milk frother of my machine hisses', undefined, true);
      return { person: personOfUser(customer), remoteId, rootRemoteId: `${group.id}:talk`, room: String(customer.id) };
    },
  };
}

function idOf(message: FakeMessage): string {
  return `${placeOf(message)}:${message.message_id}`;
}

/** Where the comments of a channel's post stand. */
function forwarded({ messages, channel }: Town, remoteId: string): FakeMessage | undefined {
  return [...messages.values()].find(message => {
    const origin = message['forward_origin'] as { message_id: number } | undefined;
    return origin !== undefined && `${channel.id}:${origin.message_id}` === remoteId;
  });
}

/** Telegram itself sends one update a call; several are sent as something in between would gather them. */
function calledWith(town: Town, texts: string[], at: Date, secret: string): ReturnType<TelegramFake['hookRequest']> {
  const date = Math.floor(at.getTime() / 1000);
  const updates = texts.map((text, i) => ({
    update_id: i + 1,
    message: { message_id: i + 1, date, chat: privateChat(town.customer), from: town.customer, text },
  }));
  return {
    method: 'POST',
    url: new URL('https://desk.example/hooks'),
    headers: new Headers({ 'content-type': 'application/json', [SECRET_HEADER]: secret }),
    bytes: new TextEncoder().encode(JSON.stringify(updates.length === 1 ? updates[0] : updates)),
    now: at,
  };
}

async function deliver(town: Town): Promise<number> {
  const { url, secret } = town.webhook;
  let taken = 0;
  for (const update of [...town.updates]) {
    const headers = { 'content-type': 'application/json', [SECRET_HEADER]: secret };
    const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(update) });
    await answer.body?.cancel();
    if (!answer.ok) {
      town.webhook.lastError = `Wrong response from the webhook: ${answer.status}`;
      town.webhook.lastErrorAt = Math.floor(town.now().getTime() / 1000);
      break;
    }
    town.updates = town.updates.filter(one => one !== update);
    taken += 1;
  }
  return taken;
}

const US = {
  account: personOfUser({ id: 7_310_000_001, is_bot: true, first_name: 'Kestrel', username: 'KestrelCoffeeBot' }),
  names: ownNames('kestrel_ines'),
};

export const contract: Contract = {
  openFake: () => openFake({ keepsConfirmed: true }),
  read: raw => [readUpdate(raw, US)],
};
