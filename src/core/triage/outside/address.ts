/** Where an outside model answers: what an owner gives is made the address of its `/chat/completions`, or refused in words. */
import { Refusal } from '../../refusal.ts';

const ENDPOINT = '/chat/completions';

/** @throws Refusal saying what to give instead */
export function outsideAddress(given: string): string {
  const url = URL.parse(given.trim());
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
    throw new Refusal('not_valid', 'Give the whole address, such as https://models.example/v1, without a key in it.');
  // Customers' words do not cross the Internet in the clear.
  if (url.protocol === 'http:' && !isNearby(url.hostname))
    throw new Refusal('not_valid', 'Use https:// for a server that is not in your own network.');
  const path = url.pathname.replace(/\/+$/, '');
  url.pathname = path.endsWith(ENDPOINT) ? path : `${path}${ENDPOINT}`;
  url.hash = '';
  return url.href;
}

/** By its name alone: this machine, or one of the same network. */
export function isNearby(hostname: string): boolean {
  if (/^\[(::1|f[cd][0-9a-f]{2}:.*|fe80:.*)\]$/i.test(hostname)) return true;
  if (/^(127|10)\.\d+\.\d+\.\d+$|^192\.168\.\d+\.\d+$|^172\.(1[6-9]|2\d|3[01])\.\d+\.\d+$/.test(hostname)) return true;
  return !/[.:]/.test(hostname) || /\.(local|internal|lan|localhost|home\.arpa)$/i.test(hostname);
}
