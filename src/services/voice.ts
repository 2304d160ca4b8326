/** What may be said on one channel: a connector that could answer, on a channel without an account, only listens. */
import type { Connector } from '../connectors/connector.ts';

/** @returns the connector as this channel may use it */
export function voicedFor(connector: Connector, credentials: unknown): Connector {
  if (connector.listensOnly?.(credentials) !== true) return connector;
  const { outbound, ...rest } = connector;
  return outbound?.handOff === undefined ? rest : { ...rest, outbound: { handOff: outbound.handOff } };
}
