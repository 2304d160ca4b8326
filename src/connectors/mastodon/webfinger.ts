/** A name may belong to one domain and live on another: `@kestrel@kestrel.example` at `social.kestrel.example`. */
import { z } from 'zod';
import { NetworkFailure } from '../connector.ts';
import { readValue } from '../kit/json.ts';
import { dataOf } from './api.ts';
import type { MastodonCheck } from './credentials.ts';

const fingerSchema = z.object({
  links: z.array(z.object({ rel: z.string(), type: z.string().nullish(), href: z.string().nullish() })).max(100),
});

/** @returns the origin where the account lives; null where nothing says so */
export async function behindName(
  { fetch }: Pick<MastodonCheck, 'fetch'>,
  origin: string,
  { user, domain }: { user: string; domain: string },
): Promise<string | null> {
  const url = new URL('/.well-known/webfinger', origin);
  url.searchParams.set('resource', `acct:${user}@${domain}`);
  try {
    const answer = await fetch(url.href, { headers: { accept: 'application/jrd+json, application/json' } });
    const read = readValue(dataOf(answer), fingerSchema);
    const own = read.ok ? read.value.links.find(({ rel, href }) => rel === 'self' && href) : undefined;
    return URL.parse(own?.href ?? '')?.origin ?? null;
  } catch (error) {
    if (error instanceof NetworkFailure) return null;
    throw error;
  }
}
