/** One person, whichever of their ids the network tells: items speak of people by the id they are known under here. */
import type { HeardItem } from '../core/hearing.ts';
import type { Person, Post } from '../core/post.ts';
import type { Tx } from '../store/db.ts';
import { findIdentities } from '../store/identities.ts';
import { findAliases } from '../store/identity-aliases.ts';
import type { Load } from './take-in.ts';

/** Networks that know people by one id alone say nothing of others, and nothing is looked up. */
export async function underKnownIds(
  tx: Tx,
  { brandId, channel }: Pick<Load, 'brandId' | 'channel'>,
  items: readonly HeardItem[],
): Promise<HeardItem[]> {
  const people = items.flatMap(peopleIn).filter(person => person.also !== undefined);
  if (people.length === 0) return [...items];
  const ids = [...new Set(people.flatMap(idsOf))];
  const here = new Set((await findIdentities(tx, brandId, channel.network, ids)).map(({ remoteId }) => remoteId));
  const known = await findAliases(tx, brandId, channel.network, ids);
  for (const person of people) {
    const told = idsOf(person);
    const name = told.find(id => here.has(id)) ?? told.map(id => known.get(id)).find(id => id !== undefined);
    // Two that were known apart stay apart: only what is free is taken for the one.
    for (const id of told) if (!here.has(id) && !known.has(id)) known.set(id, name ?? person.remoteId);
  }
  return items.map(of => ({ ...of, item: renamed(of.item, known) }));
}

function idsOf({ remoteId, also = [] }: Person): string[] {
  return [remoteId, ...also];
}

function peopleIn({ item }: HeardItem): Person[] {
  if (item.kind === 'post') return [item.post.author, ...(item.post.roomWith === null ? [] : [item.post.roomWith])];
  return item.kind === 'person' || item.kind === 'reaction' ? [item.person] : [];
}

function renamed(item: HeardItem['item'], known: ReadonlyMap<string, string>): HeardItem['item'] {
  if (item.kind === 'post') return { kind: 'post', post: renamedPost(item.post, known) };
  if (item.kind === 'person' || item.kind === 'reaction') return { ...item, person: renamedPerson(item.person, known) };
  return item;
}

function renamedPerson(person: Person, known: ReadonlyMap<string, string>): Person {
  const remoteId = known.get(person.remoteId) ?? person.remoteId;
  if (person.also === undefined) return person;
  return { ...person, remoteId, also: idsOf(person).filter(id => id !== remoteId) };
}

/** A room without a name is called after the other person. */
function renamedPost(post: Post, known: ReadonlyMap<string, string>): Post {
  const other = post.own ? post.roomWith : post.author;
  const now = other === null ? null : renamedPerson(other, known);
  const isNamedAfter = other !== null && post.room === `with ${other.remoteId}`;
  return {
    ...post,
    room: isNamedAfter && now !== null ? `with ${now.remoteId}` : post.room,
    ...(post.own || now === null ? { roomWith: now } : { author: now }),
  };
}
