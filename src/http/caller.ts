/** Where a request comes from, as far as it can be known. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { BlockList, isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** What the Node server hands every request; absent only where a test calls the app without one. */
export type Bindings = { incoming?: IncomingMessage; outgoing?: ServerResponse };

export type Caller = {
  /** The caller's own address, as told by a proxy on this machine where there is one. */
  remoteAddress: string;
  /** On this machine, and not passed on by a proxy for somebody elsewhere. */
  isLocal: boolean;
};

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

/** Headers by which proxies say that they speak for somebody else. */
const PROXY_HEADERS = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

export function callerOf(request: Request, bindings: Bindings | undefined): Caller {
  const peer = bindings?.incoming?.socket.remoteAddress?.replace(/^::ffff:/, '') ?? 'unknown';
  const isPassedOn = PROXY_HEADERS.some(name => request.headers.has(name));
  const isHere = isLoopback(peer);
  const named = isHere ? forwardedFor(request) : undefined;
  return { remoteAddress: named ?? peer, isLocal: isHere && !isPassedOn };
}

/** The last entry is the one our own proxy wrote; those before it are hearsay. Believed only from this machine. */
function forwardedFor(request: Request): string | undefined {
  const last = request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim();
  return last !== undefined && isIP(last) !== 0 ? last : undefined;
}

/** @param name of a host, as it stands in an address: `localhost`, `[::1]` */
export function isLoopbackName(name: string): boolean {
  return name === 'localhost' || name.endsWith('.localhost') || isLoopback(name.replace(/^\[|\]$/g, ''));
}

function isLoopback(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && LOOPBACK.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/** Whoever has one IPv6 address has a whole /64 of them: attempts are counted for all of it. */
export function neighbourhoodOf(address: string): string {
  if (isIP(address) !== 6) return address;
  return ipaddr.parse(address).toByteArray().slice(0, 8).join('.');
}
