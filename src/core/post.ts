/** What the networks hold, in our words. Connectors parse a network's payload into these; nothing past them knows a network's own names. */

/** Somebody on a network. `remoteId` is the network's stable id, scoped as the network scopes it. */
export type Person = {
  remoteId: string;
  /** Without the at sign, as the network writes it; it may change. */
  handle: string | null;
  name: string | null;
  avatarUrl: string | null;
  profileUrl: string | null;
  /** What they say of themselves there, where the network tells it with what they write. */
  profile?: Profile | null;
  /** Other ids the network knows them by, as far as it tells them (WhatsApp): whoever is known here by one of them is the same person. */
  also?: readonly string[];
};

/** `verifiedLinks`: the network has seen that the page links back (Mastodon, rel=me). Addresses begin with http. */
export type Profile = { bio: string; links: string[]; verifiedLinks: string[]; followers: number | null };

export type Visibility = 'public' | 'private';

export type Attachment = {
  kind: 'image' | 'video' | 'audio' | 'file';
  /** Where the network serves it; fetched through the guard, never by a browser. */
  url: string;
  /** The author's words for those who cannot see it. */
  description: string | null;
};

export type Post = {
  remoteId: string;
  /** The network's time of the post. */
  at: Date;
  author: Person;
  /** Written by the connected account, from here or elsewhere. */
  own: boolean;
  /** Our idempotency key, where the network hands it back on our own posts. */
  key: string | null;
  visibility: Visibility;
  /** The post this one answers. */
  parentRemoteId: string | null;
  /** The first post of the tree, where the network says it; else found by following parents. */
  rootRemoteId: string | null;
  /** The private room (direct messages) this belongs to; null for public posts. */
  room: string | null;
  /** Who the private room is with, on our own messages. */
  roomWith: Person | null;
  text: string;
  /** BCP 47, where the network says it. */
  lang: string | null;
  attachments: Attachment[];
  url: string | null;
  /** Sent to us: a mention, a reply to us, a direct message, a post on our page. */
  addressed: boolean;
  /** The author's content warning. */
  warning: string | null;
};

/** One thing that happened on a network. */
export type Item =
  | { kind: 'post'; post: Post }
  /** `version` rises with every edit (a number or time the network gives); an older version than the stored one is ignored. */
  | { kind: 'edit'; remoteId: string; text: string; attachments: Attachment[] | null; at: Date; version: number }
  | { kind: 'remove'; remoteId: string; at: Date; by: 'author' | 'network' }
  /** `wants`: what they want to be sent, where the network tells it (WhatsApp); `asked`: only answers to what they wrote. */
  | {
      kind: 'person';
      person: Person;
      at: Date;
      standing: 'active' | 'suspended' | 'gone';
      wants?: 'anything' | 'asked';
    }
  /** A mark under a post (a like, an emoji), theirs or ours; null takes it back. One a person and post. It asks for no answer. */
  | { kind: 'reaction'; remoteId: string; person: Person; own: boolean; mark: string | null; at: Date }
  /** Our message with this key stands there under this id: it settles a doubt. For networks that hand our key back without the words. */
  | { kind: 'stands'; remoteId: string; key: string; at: Date }
  /** What became of a message of ours. `failed`: taken at first and not delivered after all (WhatsApp says so later); `said` holds the network's words. */
  | { kind: 'receipt'; remoteId: string; at: Date; state: 'delivered' | 'read' | 'failed'; said?: string };

/** Longest text we keep of one post, in UTF-16 units; the rest is cut and the cut is said. */
export const POST_TEXT_LIMIT = 100_000;
export const ATTACHMENTS_PER_POST_LIMIT = 20;
/** Of one profile; longer ones are cut. */
export const BIO_LIMIT = 2_000;
export const LINKS_PER_PROFILE_LIMIT = 20;
