/** Which addresses a connector may talk to. Names are judged by what they resolve to at the moment of connecting, so a name that changes its mind gains nothing. */
import { lookup as resolveByName } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** The code on errors of a connection that was refused because it led to a private address. */
export const PRIVATE_ADDRESS = 'EPRIVATEADDRESS';

/** How a name becomes addresses; `node:dns` unless a test passes another. */
export type Resolve = (
  name: string,
  done: (error: Error | null, addresses: { address: string; family: number }[]) => void,
) => void;

const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');

/** True for addresses anybody on the internet could be at: not this machine, not this network, not a tunnel into either. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed.kind() === 'ipv4' || (parsed instanceof ipaddr.IPv6 && parsed.match(GLOBAL_IPV6));
}

/** The address written in a URL's host, without brackets; null where the host is a name. */
export function addressInHost(host: string): string | null {
  const bare = host.startsWith('[') && host.endsWith(']') ? host.slice(1, -1) : host;
  return isIP(bare) === 0 ? null : bare;
}

export function resolveBySystem(
  name: string,
  done: (error: Error | null, addresses: { address: string; family: number }[]) => void,
): void {
  resolveByName(name, { all: true, verbatim: true }, (error, addresses) => done(error, addresses ?? []));
}

/** A `lookup` for sockets that answers only with public addresses. */
export function guardedLookup(resolve: Resolve): LookupFunction {
  return (name, options, done) => {
    resolve(name, (error, addresses) => {
      if (error) return done(error, '', 0);
      const allowed = addresses.filter(({ address }) => isPublicAddress(address));
      const first = allowed[0];
      if (!first) return done(privateAddressError(name), '', 0);
      if (options.all) return done(null, allowed);
      done(null, first.address, first.family);
    });
  };
}

export function privateAddressError(host: string): Error & { code: string } {
  return Object.assign(new Error(`${host} leads to a private address.`), { code: PRIVATE_ADDRESS });
}
