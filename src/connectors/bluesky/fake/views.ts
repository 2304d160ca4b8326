/** How the miniature shows its posts and people: as an AppView would, to one viewer. */
import { addressOf, LIKE, POST, THREADGATE, uriOf } from '../address.ts';
import type { Account, Network, Stored } from './network.ts';

export function personView(account: Account | undefined, viewer: Account | null) {
  return {
    did: account?.did ?? 'did:plc:unknown',
    handle: account?.handle ?? 'handle.invalid',
    displayName: account?.name ?? '',
    viewer: {
      muted: false,
      blockedBy: viewer !== null && (account?.blocks.has(viewer.did) ?? false),
      ...(viewer !== null && account !== undefined && viewer.blocks.has(account.did)
        ? { blocking: `at://${viewer.did}/app.bsky.graph.block/3kblock` }
        : {}),
    },
  };
}

export function postView(network: Network, stored: Stored, viewer: Account | null) {
  const author = network.state.accounts.get(addressOf(stored.uri)?.did ?? '');
  const isClosed = viewer !== null && isClosedTo(network, stored, viewer);
  return {
    uri: stored.uri,
    cid: stored.cid,
    author: personView(author, viewer),
    record: stored.value,
    indexedAt: stored.indexedAt,
    replyCount: network.replies(stored.uri).length,
    labels: [],
    viewer: isClosed ? { replyDisabled: true } : {},
  };
}

/** By the thread's author: nobody, or only who is mentioned. */
function isClosedTo(network: Network, stored: Stored, viewer: Account): boolean {
  const root = (stored.value['reply'] as { root?: { uri?: string } } | undefined)?.root?.uri ?? stored.uri;
  const address = addressOf(root);
  if (address === null || address.did === viewer.did) return false;
  const gate = network.state.records.get(uriOf({ ...address, collection: THREADGATE }));
  const allow = gate?.value['allow'] as { $type: string }[] | undefined;
  if (allow === undefined) return false;
  const first = JSON.stringify(network.state.records.get(root)?.value['facets'] ?? []);
  return !(allow.some(({ $type }) => $type.endsWith('#mentionRule')) && first.includes(viewer.did));
}

export function threadView(network: Network, stored: Stored, viewer: Account | null): unknown {
  return {
    $type: 'app.bsky.feed.defs#threadViewPost',
    post: postView(network, stored, viewer),
    replies: network.replies(stored.uri).map(one => threadView(network, one, viewer)),
  };
}

/** Why this post is the viewer's business; null where it is not. */
export function reasonFor(stored: Stored, viewer: Account): string | null {
  if (stored.uri.startsWith(`at://${viewer.did}/`)) return null;
  if (stored.uri.includes(LIKE)) return 'like';
  if (!stored.uri.includes(POST)) return null;
  const parent = (stored.value['reply'] as { parent?: { uri?: string } } | undefined)?.parent?.uri;
  if (parent?.startsWith(`at://${viewer.did}/`)) return 'reply';
  const facets = JSON.stringify(stored.value['facets'] ?? []);
  if (facets.includes('#mention') && facets.includes(viewer.did)) return 'mention';
  if (JSON.stringify(stored.value['embed'] ?? {}).includes(`at://${viewer.did}/`)) return 'quote';
  return null;
}
