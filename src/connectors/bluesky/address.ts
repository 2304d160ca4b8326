/** `at://` addresses: whose, in which collection, under which key. */

export type RecordAddress = { did: string; collection: string; key: string };

const ADDRESS = /^at:\/\/(did:[a-z]+:[A-Za-z0-9._:%-]{1,500})\/([a-zA-Z0-9.-]{3,317})\/([A-Za-z0-9._:~-]{1,512})$/;

/** Null for anything that is not the address of one record. */
export function addressOf(uri: string): RecordAddress | null {
  const [, did, collection, key] = ADDRESS.exec(uri) ?? [];
  return did === undefined || collection === undefined || key === undefined ? null : { did, collection, key };
}

export function uriOf({ did, collection, key }: RecordAddress): string {
  return `at://${did}/${collection}/${key}`;
}

export const POST = 'app.bsky.feed.post';
export const PROFILE = 'app.bsky.actor.profile';
export const LIKE = 'app.bsky.feed.like';
export const BLOCK = 'app.bsky.graph.block';
export const THREADGATE = 'app.bsky.feed.threadgate';

const WEB = 'https://bsky.app';

/** Where a person can look at it. */
export function pageOfPost(uri: string): string | null {
  const address = addressOf(uri);
  return address?.collection === POST ? `${WEB}/profile/${address.did}/post/${address.key}` : null;
}

export function pageOfPerson(did: string): string {
  return `${WEB}/profile/${did}`;
}
