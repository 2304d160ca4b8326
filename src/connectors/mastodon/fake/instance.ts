/** What the miniature says of itself, in both versions of the page. */
import type { Town } from './town.ts';

export function instanceView({ habits, domain }: Town, version: 'first' | 'second', origin: string): Response {
  const isOffered = habits.instance === 'second' || (habits.instance === 'first' && version === 'first');
  if (!isOffered) return new Response('<!doctype html><title>Not found</title>', { status: 404 });
  const streaming = habits.streams === 'none' ? null : origin.replace(/^http/, 'ws');
  const configuration = {
    statuses: {
      max_characters: habits.maxCharacters,
      max_media_attachments: 4,
      characters_reserved_per_url: 23,
    },
    media_attachments: {
      supported_mime_types: ['image/jpeg', 'image/png', 'video/mp4'],
      image_size_limit: 1_000_000,
      video_size_limit: 4_000_000,
    },
  };
  if (version === 'first')
    return Response.json({ uri: domain, urls: streaming === null ? {} : { streaming_api: streaming }, configuration });
  const level = habits.timelines === 'open' ? 'public' : 'authenticated';
  const feeds = { local: level, remote: level };
  return Response.json({
    domain,
    configuration: {
      ...configuration,
      urls: { streaming },
      timelines_access: { live_feeds: feeds, hashtag_feeds: feeds },
    },
  });
}
