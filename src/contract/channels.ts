/** Connected accounts and what is listened for. */
import { z } from 'zod';
import { nothing, page, type Shape, shortText } from './shape.ts';
import * as shapes from './shapes.ts';

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
  leaveChannel: { summary: 'Stop hearing, and remove its secrets.', output: nothing },
  listFailed: {
    summary: 'What this channel received and could not read, newest first.',
    query: z.object(page),
    output: z.object({
      rows: z.array(z.object({ id: z.int(), receivedAt: shapes.instant, reason: z.string(), sample: z.string() })),
      next: z.string().nullable(),
    }),
  },

  listQueries: {
    summary: 'What we listen for where nobody tags us.',
    output: z.object({ rows: z.array(z.object({ id: shapes.uuid, text: z.string(), createdAt: shapes.instant })) }),
  },
  addQuery: {
    summary: 'Listen for these words.',
    status: 201,
    body: z.object({ text: z.string().trim().min(1).max(1000) }),
    output: z.object({ id: shapes.uuid, text: z.string(), createdAt: shapes.instant }),
  },
  removeQuery: { summary: 'Stop listening for them.', output: nothing },
} satisfies Record<string, Shape>;
