/** Which server a channel listens to, how much of it, and what the server told of itself. */
import { z } from 'zod';
import type { Context, Limits } from '../connector.ts';
import { ownNamesField } from '../kit/own-names.ts';

export const credentialsSchema = z.object({
  server: z.string().trim().min(1).max(300).meta({
    title: 'Server',
    help: 'Any Lemmy server that shows its posts to everybody: lemmy.example. One that knows many communities hears most.',
  }),
  community: z.string().trim().max(300).optional().meta({
    title: 'Community',
    help: 'Left empty: everything the server knows. Otherwise coffee, or coffee@other.example.',
  }),
  scope: z
    .enum(['', 'all', 'local'])
    .optional()
    .meta({ title: 'How far', help: 'Write “local” to hear this server’s own communities only.' }),
  names: ownNamesField('Lemmy'),
  words: z.string().trim().max(500).optional().meta({
    title: 'Words to look for in the past',
    help: 'Apart by commas; the last 30 days are searched once for them. Your brand’s name when left out.',
  }),
  version: z.enum(['v3', 'v4']).optional().meta({ hidden: true }),
  /** Numbers of languages on this server, by which they stand for. */
  languages: z.record(z.string().max(10), z.string().max(20)).optional().meta({ hidden: true }),
  rate: z
    .object({ requests: z.int().min(1), perSeconds: z.int().min(1) })
    .optional()
    .meta({ hidden: true }),
});

export type Credentials = z.infer<typeof credentialsSchema>;
export type LemmyContext = Context<Credentials>;

/** The origin, such as `https://lemmy.example`; null for what is no address. */
export function serverOf({ server }: Pick<Credentials, 'server'>): URL | null {
  const url = URL.parse(/^https?:\/\//i.test(server) ? server : `https://${server}`);
  return url === null ? null : new URL(url.origin);
}

const limits: Limits = {
  // A comment; posts take more. Both stand in Lemmy's own source.
  text: { max: 10_000, unit: 'characters', linkWeighs: null },
  privateText: null,
  media: null,
  privateWindowHours: null,
  privateRepliesPerPost: null,
  // Lemmy's default for reading is 180 a minute for one address: half of it.
  rate: { requests: 90, perSeconds: 60 },
  priceUsd: null,
};

/** Each server sets its own; half of it is left to whoever else is behind this address. */
export function limitsFor({ rate }: Credentials): Limits {
  if (rate === undefined) return limits;
  return { ...limits, rate: { requests: Math.max(Math.floor(rate.requests / 2), 5), perSeconds: rate.perSeconds } };
}
