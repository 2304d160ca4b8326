/** A made-up afternoon of a busy company, for the ingest benchmark: new people, people who write again, and our answers. */
import type { Heard } from '../src/connectors/connector.ts';
import type { Person, Post } from '../src/core/post.ts';

const WORDS =
  'kestrel grinder machine coffee steam pump leak order parcel refund week morning water tank filter light blinks help please again still waiting answer service shop espresso handle broken new nice loud noise repair warranty number call nobody'.split(
    ' ',
  );

/** Which share of posts begins a thread, and which is an answer of ours; the rest are people writing again. */
const BEGINS = 0.55;
const ANSWERS = 0.2;
/** Threads still being written in. */
const LIVELY = 400;

export type PostMaker = (at: Date) => Heard;

export function makePosts(account: Person, chance: () => number): PostMaker {
  const lively: { root: string; last: string; person: Person }[] = [];
  let n = 0;
  return at => {
    n += 1;
    const draw = chance();
    const thread = lively[Math.floor(chance() * lively.length)];
    const begins = thread === undefined || draw < BEGINS;
    const isOurs = !begins && draw < BEGINS + ANSWERS;
    const person = begins ? personOf(Math.floor(chance() * n * 0.8)) : thread.person;
    const remoteId = `square/post/${n}`;
    const post: Post = {
      remoteId,
      at,
      author: isOurs ? account : person,
      own: isOurs,
      key: null,
      visibility: 'public',
      parentRemoteId: begins ? null : thread.last,
      rootRemoteId: begins ? null : thread.root,
      room: null,
      roomWith: null,
      text: sentence(chance),
      lang: 'en',
      attachments: [],
      url: `https://square.example/${n}`,
      addressed: !isOurs,
      warning: null,
    };
    if (begins) {
      lively.push({ root: remoteId, last: remoteId, person });
      if (lively.length > LIVELY) lively.shift();
    } else thread.last = remoteId;
    return {
      kind: 'arrival',
      items: [{ kind: 'post', post }],
      raw: JSON.stringify(post),
      cursor: String(n),
      lane: remoteId,
    };
  };
}

function personOf(n: number): Person {
  const remoteId = `square/person/${n}`;
  return {
    remoteId,
    handle: `guest${n}`,
    name: `Guest ${n}`,
    avatarUrl: null,
    profileUrl: `https://square.example/@guest${n}`,
  };
}

function sentence(chance: () => number): string {
  const words = Array.from(
    { length: 8 + Math.floor(chance() * 24) },
    () => WORDS[Math.floor(chance() * WORDS.length)] ?? '',
  );
  return words.join(' ');
}
