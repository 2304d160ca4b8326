/**
 * An emulator of Telegram's Bot API that others wrote. It is shallow: no offset, no request that waits, no secret beside a call, no
 * errors, no files. What it does have, it was not made by whoever wrote the connector.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { installed } from './install.ts';

/** It takes no port of the system's choosing; below what clients are given. */
const PORTS = { from: 20_000, to: 21_000 };
const TRIES = 20;

export type TelegramPeer = {
  origin: string;
  token: string;
  /** Somebody with an app of their own. */
  join(id: number, firstName: string, userName: string): Customer;
  /** What the bot wrote in a group. */
  gotIn(chatId: number): Promise<string[]>;
  close(): Promise<void>;
};
export type Customer = {
  writes(text: string, more?: Record<string, unknown>): Promise<void>;
  commands(text: string): Promise<void>;
  presses(data: string): Promise<void>;
  /** What the bot wrote to them, as it left. */
  got(): Promise<{ text: string; reply_parameters?: { message_id: number } }[]>;
};
export type Started = { peer: TelegramPeer; skip: null } | { peer: null; skip: string };

type Message = Record<string, unknown>;
type Client = {
  makeMessage(text: string, more?: Message): Message;
  makeCommand(text: string): Message;
  makeCallbackQuery(data: string): Message;
  sendMessage(message: Message): Promise<unknown>;
  sendCommand(message: Message): Promise<unknown>;
  sendCallback(message: Message): Promise<unknown>;
};
type Server = {
  start(): Promise<void>;
  stop(): Promise<boolean>;
  getClient(token: string, who: Record<string, unknown>): Client;
  getUpdatesHistory(token: string): { message?: { chat_id?: unknown; text?: unknown } }[];
};

export async function startTelegram(): Promise<Started> {
  const { folder, skip } = await installed('telegram', ['telegram-test-api@4.2.1']);
  if (folder === null) return { peer: null, skip };
  const load = createRequire(join(folder, 'package.json'));
  const found = load('telegram-test-api') as { default?: unknown };
  const Emulator = (found.default ?? found) as new (config: object) => Server;
  const token = `7310000001:peerOfKestrel${process.pid}`;
  for (let tries = 0; tries < TRIES; tries++) {
    const port = PORTS.from + Math.floor(Math.random() * (PORTS.to - PORTS.from));
    // A bot that is not asked for a while must not lose what was said meanwhile.
    const server = new Emulator({ host: '127.0.0.1', port, storeTimeout: 3_600 });
    const isUp = await server.start().then(
      () => true,
      () => false,
    );
    if (isUp) return { peer: peerOn(server, `http://127.0.0.1:${port}`, token), skip: null };
  }
  return { peer: null, skip: 'no port was free for the emulator of Telegram' };
}

function peerOn(server: Server, origin: string, token: string): TelegramPeer {
  return {
    origin,
    token,
    join(id, firstName, userName) {
      const client = server.getClient(token, { userId: id, chatId: id, firstName, userName, chatTitle: firstName });
      return {
        writes: async (text, more) => void (await client.sendMessage(client.makeMessage(text, more))),
        commands: async text => void (await client.sendCommand(client.makeCommand(text))),
        presses: async data => void (await client.sendCallback(client.makeCallbackQuery(data))),
        got: async () =>
          server
            .getUpdatesHistory(token)
            .flatMap(({ message }) => (Number(message?.chat_id) === id ? [message as { text: string }] : [])),
      };
    },
    gotIn: async chatId =>
      server
        .getUpdatesHistory(token)
        .flatMap(({ message }) => (Number(message?.chat_id) === chatId ? [String(message?.text)] : [])),
    close: async () => void (await server.stop()),
  };
}
