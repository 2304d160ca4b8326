/** What the server says of itself: version 2 of the page, else version 1, else nothing. Features are asked for, versions never. */
import { z } from 'zod';
import { readValue } from '../kit/json.ts';
import { ask, dataOf, failureOf, isFine } from './api.ts';
import type { About, MastodonCheck } from './credentials.ts';
import { ABOUT_NOTHING } from './limits.ts';

const count = z.int().min(0).nullish().catch(null);
const words = z.string().trim().max(2_000).nullish().catch(null);

const configurationSchema = z
  .object({
    urls: z.object({ streaming: words }).nullish().catch(null),
    statuses: z
      .object({ max_characters: count, max_media_attachments: count, characters_reserved_per_url: count })
      .nullish()
      .catch(null),
    media_attachments: z
      .object({
        supported_mime_types: z.array(z.string().max(100)).max(200).nullish().catch(null),
        image_size_limit: count,
        video_size_limit: count,
      })
      .nullish()
      .catch(null),
    timelines_access: z
      .object({
        live_feeds: z.object({ local: words, remote: words }).nullish().catch(null),
        hashtag_feeds: z.object({ local: words, remote: words }).nullish().catch(null),
      })
      .nullish()
      .catch(null),
  })
  .nullish()
  .catch(null);

/** Both versions in one, for servers mix them. */
const instanceSchema = z.object({
  domain: words,
  uri: words,
  urls: z.object({ streaming_api: words }).nullish().catch(null),
  max_toot_chars: count,
  max_media_attachments: count,
  upload_limit: count,
  configuration: configurationSchema,
});
type Instance = z.infer<typeof instanceSchema>;

/** @param base its origin. Throws where nobody answers; a server that says nothing of itself gets the documents' figures. */
export async function readAbout(context: MastodonCheck, base: string): Promise<About> {
  const at = { ...context, credentials: { ...context.credentials, base } };
  const second = await instanceAt(at, '/api/v2/instance');
  const isWhole = second?.configuration?.statuses != null && second.configuration.urls?.streaming != null;
  const first = isWhole ? null : await instanceAt(at, '/api/v1/instance');
  return aboutOf(second ?? first, first, base, context.credentials.accessToken ? 'account' : 'nobody');
}

/** Null where there is no such page. */
async function instanceAt(context: MastodonCheck, path: string): Promise<Instance | null> {
  const answer = await ask(context, { path }, true);
  if (!isFine(answer)) {
    const failure = failureOf(answer, false, context.now());
    if (failure.next === 'retry') throw failure;
    return null;
  }
  const read = readValue(dataOf(answer), instanceSchema);
  const isAny = read.ok && Object.values(read.value).some(value => value != null);
  return read.ok && isAny ? read.value : null;
}

function aboutOf(main: Instance | null, other: Instance | null, base: string, as: 'account' | 'nobody'): About {
  const of = <T>(pick: (one: Instance) => T | null | undefined): T | null =>
    (main && pick(main)) ?? (other && pick(other)) ?? null;
  const text = of(one => one.configuration?.statuses?.max_characters) ?? of(one => one.max_toot_chars);
  const { media } = ABOUT_NOTHING;
  const imageBytes = of(one => one.configuration?.media_attachments?.image_size_limit) ?? of(one => one.upload_limit);
  const types = of(one => one.configuration?.media_attachments?.supported_mime_types);
  return {
    domain: domainOf(of(one => one.domain) ?? of(one => one.uri), base),
    streaming: streamingOf(of(one => one.configuration?.urls?.streaming) ?? of(one => one.urls?.streaming_api), base),
    text: {
      max: text || ABOUT_NOTHING.text.max,
      linkWeighs: of(one => one.configuration?.statuses?.characters_reserved_per_url),
    },
    media: {
      perPost:
        of(one => one.configuration?.statuses?.max_media_attachments) ??
        of(one => one.max_media_attachments) ??
        media.perPost,
      types: types === null || types.length === 0 ? media.types : types,
      imageBytes: imageBytes || media.imageBytes,
      videoBytes: of(one => one.configuration?.media_attachments?.video_size_limit) || imageBytes || media.videoBytes,
    },
    hides: hiddenIn(main, as),
  };
}

function domainOf(told: string | null, base: string): string {
  const host = told === null ? null : URL.parse(/^https?:\/\//.test(told) ? told : `https://${told}`)?.host;
  return host || new URL(base).host;
}

/** A token goes there: on a server reached safely, it goes safely. */
function streamingOf(told: string | null, base: string): string | null {
  const url = told ? URL.parse(told, base) : null;
  if (url === null || !['ws:', 'wss:', 'http:', 'https:'].includes(url.protocol)) return null;
  const isSafe = base.startsWith('https:') || url.protocol === 'wss:' || url.protocol === 'https:';
  return `${isSafe ? 'wss:' : 'ws:'}//${url.host}${url.pathname.replace(/\/+$/, '')}`;
}

/** Newer servers say who may read which timeline; a hidden one is empty rather than closed. */
function hiddenIn(instance: Instance | null, as: 'account' | 'nobody'): About['hides'] {
  const access = instance?.configuration?.timelines_access;
  const isHidden = (level: string | null | undefined) =>
    level === 'disabled' || (level === 'authenticated' && as === 'nobody');
  const hides: About['hides'] = [];
  const { live_feeds: live, hashtag_feeds: tags } = access ?? {};
  if (isHidden(live?.local)) hides.push('local');
  if (isHidden(live?.local) && isHidden(live?.remote)) hides.push('federated');
  if (isHidden(tags?.local) && isHidden(tags?.remote)) hides.push('hashtags');
  return hides;
}
