/** What the composer must know of a network, drawn from the connector's own words. */
import type { Connector, Limits } from '../connectors/connector.ts';
import { voicedFor } from './voice.ts';

export type Composing = {
  text: { max: number; unit: Limits['text']['unit']; linkWeighs: number | null };
  privateText: { max: number; unit: Limits['text']['unit'] } | null;
  media: { perPost: number; maxBytes: number; types: string[] } | null;
  privateWindowHours: number | null;
  /** Where it is shorter for what no person wrote. */
  automaticWindowHours: number | null;
  /** For the first private answer to a public post. */
  privateReplyWindowHours: number | null;
  privateRepliesPerPost: number | null;
  canReply: boolean;
  canDirect: boolean;
  canPrivateReply: boolean;
  handOff: boolean;
  /** Public posts that were not written to us are answered by hand. */
  byHandUnlessAddressed: boolean;
  /** Approved messages may go when the window is closed. */
  templates: boolean;
  priceUsd: { reply: number; withLink: number; direct: number } | null;
};

/** A channel whose network this Heed does not know, or which only plays a recording: nothing can be said there. */
const SILENT: Composing = {
  text: { max: 0, unit: 'characters', linkWeighs: null },
  privateText: null,
  media: null,
  privateWindowHours: null,
  automaticWindowHours: null,
  privateReplyWindowHours: null,
  privateRepliesPerPost: null,
  canReply: false,
  canDirect: false,
  canPrivateReply: false,
  handOff: false,
  byHandUnlessAddressed: false,
  templates: false,
  priceUsd: null,
};

/** A post that nobody wrote to us. */
const STRANGE = { addressed: false, remoteId: null, rootRemoteId: null };

/** @param credentials the channel's own, where known: some servers set limits of their own */
export function composingOf(connector: Connector | undefined, credentials: unknown = null): Composing {
  if (connector === undefined) return SILENT;
  const limits = limitsOf(connector, credentials);
  const { text, privateText, media, privateWindowHours, priceUsd } = limits;
  const { outbound } = credentials === null ? connector : voicedFor(connector, credentials);
  return {
    text: { max: text.max, unit: text.unit, linkWeighs: text.linkWeighs },
    privateText: privateText && { max: privateText.max, unit: privateText.unit },
    media: media && { perPost: media.perPost, maxBytes: media.maxBytes, types: media.types },
    privateWindowHours,
    automaticWindowHours: limits.automaticWindowHours ?? null,
    privateReplyWindowHours: limits.privateReplyWindowHours ?? privateWindowHours,
    privateRepliesPerPost: limits.privateRepliesPerPost,
    canReply: outbound?.reply !== undefined,
    canDirect: outbound?.direct !== undefined,
    canPrivateReply: outbound?.privateReply !== undefined,
    handOff: outbound?.handOff !== undefined,
    // A channel that was left has no credentials, and nothing to answer with.
    byHandUnlessAddressed: credentials !== null && (outbound?.onlyByHand?.(STRANGE, credentials) ?? false),
    templates: outbound?.templates !== undefined,
    priceUsd: priceUsd && { direct: priceUsd.reply, ...priceUsd },
  };
}

export function limitsOf(connector: Connector, credentials: unknown): Limits {
  return credentials !== null && connector.limitsFor ? connector.limitsFor(credentials) : connector.limits;
}
