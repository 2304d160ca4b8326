/** Where pictures come from: Bluesky's own picture server, or the server of one's own where there is nothing else. */
import { type BlueskyContext, streamOf } from './credentials.ts';
import type { Place } from './parse.ts';

const PICTURES = 'https://cdn.bsky.app/img';

export function placeOf(context: Pick<BlueskyContext, 'account' | 'credentials'>): Place {
  const { credentials, account } = context;
  const own = streamOf(credentials).isOwnServer ? credentials.pds : undefined;
  return {
    account,
    pictureUrl(did, cid, use) {
      if (own !== undefined)
        return `${own}/xrpc/com.atproto.sync.getBlob?${new URLSearchParams({ did, cid }).toString()}`;
      const kind = use === 'avatar' ? 'avatar' : 'feed_fullsize';
      return `${PICTURES}/${kind}/plain/${did}/${cid}@jpeg`;
    },
  };
}
