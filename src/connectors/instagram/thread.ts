/** What a thread is under, as it stands in `rootRemoteId`: our own media by its bare id; what is answered in other ways has a mark before it. */

/** `ours`: answered under the comment. `live`: only privately, and only while it runs. `mention`: under other people's media, where we were named. `hashtag`: answered by hand alone. */
export type Under = { kind: 'ours' | 'live' | 'mention' | 'hashtag'; mediaId: string };

const MARKS = { live: 'live:', mention: 'mention:', hashtag: 'hashtag:' } as const;

export function rootOf({ kind, mediaId }: Under): string {
  return kind === 'ours' ? mediaId : MARKS[kind] + mediaId;
}

/** Null: nothing is known of what it stands under. */
export function underOf(rootRemoteId: string | null): Under | null {
  if (rootRemoteId === null) return null;
  for (const kind of ['live', 'mention', 'hashtag'] as const)
    if (rootRemoteId.startsWith(MARKS[kind])) return { kind, mediaId: rootRemoteId.slice(MARKS[kind].length) };
  return { kind: 'ours', mediaId: rootRemoteId };
}

/** Comments and media are numbers; messages are long words. */
export function isMessageId(remoteId: string): boolean {
  return !/^\d+$/.test(remoteId);
}
