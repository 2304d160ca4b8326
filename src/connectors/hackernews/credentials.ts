/** What a Hacker News channel is told, and where it looks. */
import { z } from 'zod';
import type { Context } from '../connector.ts';
import { ownNamesField } from '../kit/own-names.ts';

const addressField = z
  .url({ protocol: /^https?$/ })
  .optional()
  .meta({ hidden: true });

export const credentialsSchema = z.object({
  names: ownNamesField('Hacker News'),
  words: z.string().trim().max(500).optional().meta({
    title: 'Words to look for in the past',
    help: 'Apart by commas; the last 30 days are searched once for them. Your brand’s name when left out.',
  }),
  /** Elsewhere than the real ones: for tests and mirrors. */
  api: addressField,
  search: addressField,
});

export type Credentials = z.infer<typeof credentialsSchema>;
export type HackerContext = Context<Credentials>;

export function placesOf({ api, search }: Credentials): { api: string; search: string } {
  const bare = (url: string) => url.replace(/\/+$/, '');
  return {
    api: bare(api ?? 'https://hacker-news.firebaseio.com'),
    search: bare(search ?? 'https://hn.algolia.com'),
  };
}
