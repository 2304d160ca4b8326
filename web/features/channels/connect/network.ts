import type { OutputOf } from '../../../../src/contract/api.ts';

export type Network = OutputOf<'listNetworks'>['rows'][number];
export type Way = Network['ways'][number];
export type WayName = Way['way'];
export type Field = Network['fields'][number];
export type Ability = Network['can'][number];
export type Finding = OutputOf<'testChannel'>['findings'][number];

/** In the order people ask: can we hear, can we answer? */
export const ABILITIES = ['mentions', 'stream', 'reply', 'direct', 'media'] as const satisfies readonly Ability[];

/** What is left of a network's abilities on one way in: without an account nobody can be written to, and nobody answers. */
export function abilitiesBy({ can, ways }: Network, way: WayName): Ability[] {
  const isAlone = way === 'listen' && can.includes('stream') && (ways.length > 1 || !can.includes('reply'));
  return isAlone ? can.filter(ability => ability === 'stream') : can;
}

/** The fields of one way in; those few need are folded, except where nothing else would be left. */
export function fieldsOf(network: Network, way: WayName): { usual: Field[]; more: Field[] } {
  const asked = network.fields.filter(field => field.ways.length === 0 || field.ways.includes(way));
  const usual = asked.filter(field => !field.more);
  if (way === 'listen' || usual.length === 0) return { usual: asked, more: [] };
  return { usual, more: asked.filter(field => field.more) };
}

/** What was typed, for the fields of this way alone; empty ones are left out. */
export function filledIn(
  network: Network,
  way: WayName,
  values: Readonly<Record<string, string>>,
): Record<string, string> {
  const { usual, more } = fieldsOf(network, way);
  const typed = [...usual, ...more].map(({ name }) => [name, (values[name] ?? '').trim()] as const);
  return Object.fromEntries(typed.filter(([, value]) => value !== ''));
}

/** A sign-in comes back to one address; begun at another one, nobody would be signed in there. */
export function isElsewhere({ returnsTo }: Way, here: string): boolean {
  return returnsTo !== null && new URL(returnsTo).origin !== here;
}

/** Where the company brings an app of its own, a person enters the address to come back to among that app's settings. */
export function returnsByHand({ fields }: Network, { way }: Way): boolean {
  return way === 'signIn' && fields.some(({ secret, ways }) => secret && ways.includes('signIn'));
}
