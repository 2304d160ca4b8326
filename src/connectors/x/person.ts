/** X's accounts in our words. */
import { BIO_LIMIT, LINKS_PER_PROFILE_LIMIT, type Person, type Profile } from '../../core/post.ts';
import { cleanText } from '../../core/text.ts';
import type { XUser } from './schema.ts';
import { withLinksWhole } from './text.ts';

const NAME_LIMIT = 300;

export function personOf(user: XUser): Person {
  const handle = handleOf(user.username);
  return {
    remoteId: user.id,
    handle,
    name: nameOf(user.name),
    avatarUrl: webAddress(user.profile_image_url),
    profileUrl: handle === null ? null : `https://x.com/${handle}`,
    profile: profileOf(user),
  };
}

/** Somebody of whom only the id is told. */
export function unknownPerson(remoteId: string): Person {
  return { remoteId, handle: null, name: null, avatarUrl: null, profileUrl: null };
}

export function handleOf(text: string | null | undefined): string | null {
  return text != null && /^\w{1,50}$/.test(text) ? text : null;
}

export function webAddress(text: string | null | undefined): string | null {
  return text != null && /^https?:\/\/[^/\s]/i.test(text) && URL.canParse(text) ? text : null;
}

function nameOf(name: string | null | undefined): string | null {
  const clean = cleanText(name ?? '', NAME_LIMIT).trim();
  return clean === '' ? null : clean;
}

function profileOf({ description, url, entities, public_metrics: counts }: XUser): Profile | null {
  if (description == null && url == null && counts?.followers_count == null) return null;
  const told = entities?.url?.urls?.map(one => one.expanded_url ?? one.url) ?? [url];
  const links = told.flatMap(link => webAddress(link) ?? []);
  return {
    bio: cleanText(withLinksWhole(description ?? '', entities?.description?.urls ?? []), BIO_LIMIT),
    links: [...new Set(links)].slice(0, LINKS_PER_PROFILE_LIMIT),
    verifiedLinks: [],
    followers: counts?.followers_count ?? null,
  };
}
