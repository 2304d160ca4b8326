/** Where somebody in Messenger came from: the post or advertisement behind their message, for the agent to open. */
import { z } from 'zod';
import { idSchema } from '../kit/meta/values.ts';
import { pageOfPost } from './feed.ts';
import { urlSchema } from './schema.ts';

export const linkSchema = z
  .object({
    source_url: urlSchema,
    ads_context_data: z
      .object({ post_id: idSchema.nullish().catch(null), photo_url: urlSchema, video_url: urlSchema })
      .nullish()
      .catch(null),
  })
  .nullish()
  .catch(null);

export function linkOf(link: z.infer<typeof linkSchema>): string | null {
  const ad = link?.ads_context_data;
  if (ad?.post_id) return pageOfPost(ad.post_id);
  return link?.source_url ?? null;
}
