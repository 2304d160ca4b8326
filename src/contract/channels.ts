/** Connected accounts and what is listened for. */
import { z } from 'zod';
import { type Shape, shortText } from './shape.ts';
import * as shapes from './shapes.ts';

/** Longest query a network sends a person back with, in characters. */
const ANSWER_LIMIT = 8_000;
/** More than one person looks after. */
const ACCOUNTS_LIMIT = 500;
const FORM_FIELD_LIMIT = 2_000;
const form = z.record(z.string().max(60), z.string().max(FORM_FIELD_LIMIT));

export const channels = {
  listNetworks: {
    summary: 'The networks that can be connected, with their forms.',
    output: z.object({ rows: z.array(shapes.network) }),
  },
  listChannels: {
    summary: 'Every channel with its health and ledger.',
    output: z.object({ rows: z.array(shapes.channel) }),
  },
  openChannel: { summary: 'One channel.', output: z.object({ channel: shapes.channel }) },
  addChannel: {
    summary: 'Connect an account; the network is asked first whether the credentials work.',
    status: 201,
    body: z.object({
      network: z.string().max(40),
      /** Left out, the network's own, with the handle beside it where that is taken. */
      name: shortText.optional(),
      inboxId: shapes.uuid.optional(),
      credentials: z.record(z.string(), z.unknown()),
    }),
    output: z.object({ channel: shapes.channel }),
  },
  changeChannel: {
    summary: 'Rename, move to another inbox, pause or go on.',
    body: z.object({
      name: shortText.optional(),
      inboxId: shapes.uuid.optional(),
      state: z.enum(['active', 'paused']).optional(),
    }),
    output: z.object({ channel: shapes.channel }),
  },
  beginConnect: {
    summary: 'Begin to connect an account at the network’s own page; good for 15 minutes.',
    body: z.object({ network: z.string().max(40), name: shortText.optional(), inboxId: shapes.uuid.optional(), form }),
    output: z.object({ url: z.string() }),
  },
  finishConnect: {
    summary:
      'The network sent the person back: connect the account, or sign the channel in again. Good once, in the session that began it.',
    /** The query of the address the person came back to, as it stands. */
    body: z.object({ answer: z.string().min(1).max(ANSWER_LIMIT) }),
    output: z.object({
      /** Null where there is something to pick. */
      channel: shapes.channel.nullable(),
      isNew: z.boolean(),
      /** The sign-in opens several accounts: `pickAccounts` says which become channels. Good for 15 minutes. */
      pick: z
        .object({
          pick: z.string(),
          network: z.string(),
          accounts: z.array(
            z.object({
              remoteId: z.string(),
              name: z.string().nullable(),
              handle: z.string().nullable(),
              /** A channel speaks for it already. */
              isHere: z.boolean(),
            }),
          ),
        })
        .nullable(),
    }),
  },
  pickAccounts: {
    summary: 'Of the accounts one sign-in opened, these become channels. Good once, in the session that signed in.',
    body: z.object({ pick: z.string().max(100), accounts: z.array(z.string().max(500)).min(1).max(ACCOUNTS_LIMIT) }),
    output: z.object({
      channels: z.array(shapes.channel),
      refused: z.array(z.object({ remoteId: z.string(), says: z.string() })),
    }),
  },
  readForm: {
    summary: 'What was filled in when the channel was connected, without its secrets.',
    output: z.object({ network: z.string(), way: shapes.wayIn.nullable(), values: z.record(z.string(), z.string()) }),
  },
  mendChannel: {
    summary: 'New credentials for the same account; what is left out stays, and so do history and place.',
    body: z.object({ credentials: z.record(z.string(), z.unknown()) }),
    output: z.object({ channel: shapes.channel }),
  },
  beginMend: {
    summary: 'Begin to sign the channel in again at the network’s own page.',
    body: z.object({ form: form.default({}) }),
    output: z.object({ url: z.string() }),
  },
  testChannel: {
    summary: 'What the channel can do now, tried without posting anything. Takes up to 20 seconds.',
    output: z.object({ findings: z.array(shapes.finding) }),
  },
  leaveChannel: {
    summary: 'Stop hearing, remove its secrets, and give our permission back at the network where that can be done.',
    /** What a person should know or do at the network now. */
    output: z.object({ said: z.string().nullable() }),
  },
} satisfies Record<string, Shape>;
