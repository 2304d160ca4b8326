/** What a channel of feeds is told, and what looking for feeds added to it. */
import { z } from 'zod';
import type { Context } from '../connector.ts';
import { ownNamesField } from '../kit/own-names.ts';

export const FEEDS_LIMIT = 20;

const address = z.string().max(2_000);

export const credentialsSchema = z.object({
  url: z.string().trim().min(1).max(2_000).meta({
    title: 'Address of the feed, or of the page',
    help: 'A page is searched for its feeds, those of its comments too: blog.kestrel.example',
  }),
  meantForUs: z.enum(['', 'comments', 'everything']).optional().meta({
    title: 'Meant for you',
    help: 'Write “everything” where each entry is meant for you, such as reviews of your shop; “comments” on a site of your own. Left empty, only what your queries find is shown.',
  }),
  names: ownNamesField('that site'),
  /** Found by `check`. */
  feeds: z
    .array(z.object({ url: address, title: z.string().max(300) }))
    .max(FEEDS_LIMIT)
    .optional()
    .meta({ hidden: true }),
});

export type Credentials = z.infer<typeof credentialsSchema>;
export type FeedsContext = Context<Credentials>;

/** Where this channel listens. */
export function addressesOf({ url, feeds = [] }: Credentials): string[] {
  return feeds.length > 0 ? feeds.map(feed => feed.url) : [url];
}
