/** Where networks may call a channel: an address on the internet that begins with https, and the channel's own secret. */
import ipaddr from 'ipaddr.js';
import type { CallPlace } from './hook.ts';
import { sealText } from './signature.ts';

export type CallPlaces = {
  /** Null: nobody outside could reach it. */
  of(channel: { brandId: number; channelId: string }): CallPlace | null;
  /** What a channel's network hands back to us, whether it can be called or not. */
  secretOf(channelId: string): string;
};

/** @param root where networks reach this Heed, without a slash at the end; taken as it is where `trusted`: a person has named it for this alone */
export function makeCallPlaces(needs: { root: string; trusted: boolean; secretKey: string }): CallPlaces {
  const isOpen = needs.trusted || isOnTheInternet(needs.root);
  const secretOf = (channelId: string) => sealText(needs.secretKey, `hook ${channelId}`);
  return {
    of: ({ brandId, channelId }) =>
      isOpen ? { url: `${needs.root}/hooks/${brandId}/${channelId}`, secret: secretOf(channelId) } : null,
    secretOf,
  };
}

/** Names that only a machine or a house knows. */
const INDOORS = /(^|\.)(localhost|local|localdomain|internal|intranet|lan|home|corp|private|home\.arpa)\.?$/i;

/** https under a public name or address; whether anybody answers there is not asked. */
export function isOnTheInternet(root: string): boolean {
  const url = URL.parse(root);
  if (url === null || url.protocol !== 'https:') return false;
  const name = url.hostname.replace(/^\[|\]$/g, '');
  if (ipaddr.isValid(name)) return ipaddr.process(name).range() === 'unicast';
  return name.includes('.') && !INDOORS.test(name);
}
