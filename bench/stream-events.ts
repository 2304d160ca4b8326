/** An hour of Bluesky for `bench stream`: made up, the same in every run and each event by itself; or a capture of yours. */
import { readFileSync } from 'node:fs';
import { makeChance } from '../tests/support/chance.ts';
import { makeTexts } from './match-posts.ts';

/** One after the other; times never go back. */
export type Hour = { count: number; frame(index: number): string; timeUs(index: number): number };

/** Names, of which the brand's own is one in so many. */
const NAMES = ['Ottalin', 'Brunavo', 'Marvex', 'Zenporta', 'Solmonda', 'Quilofen', 'Harpaxen', 'Dorkanta'];
const OURS = ['Kestrel', 'Kestral', 'kestrel.example/shop', 'Kestrel Brewmaster', '@kestrel.example'];
const TEXTS = 20_000;
const TEXTS_TO_ONE_OF_OURS = 50;
/** Of a thousand posts so many name the brand. */
const OURS_PER_1000 = 4;
const AUTHORS = 40_000;
/** How far back answers and deletions reach, in events. */
const REACH = 50_000;
/** Of a hundred events. What a stream of posts and profiles is made of. */
const SHARES = { post: 68, delete: 78, update: 80, profile: 92, identity: 97 };

/** `texts`: how many different ones there are. */
export type MadeUp = { perSecond: number; seconds: number; seed: number; texts?: number };

/** @param startUs microseconds since 1970, the time of the first event */
export function madeUpHour({ perSecond, seconds, seed, texts: different = TEXTS }: MadeUp, startUs: number): Hour {
  const chance = makeChance(seed);
  const { texts, ours } = textsOf(different, chance);
  const count = perSecond * seconds;
  const timeUs = (index: number) => startUs + Math.floor((index * 1_000_000) / perSecond);
  const diceOf = (index: number) => makeChance(seed + index * 7_919);
  const kindOf = (index: number) => Math.floor(diceOf(index)() * 100);
  /** A post somewhere before. @param every of so many; what is deleted is never edited */
  const earlier = (index: number, dice: () => number, every = 1, rest = 0) => {
    const at = Math.max(0, index - 1 - Math.floor(dice() ** 2 * REACH));
    for (let i = at; i >= 0 && i > at - 20; i--) if (i % every === rest && kindOf(i) < SHARES.post) return i;
    return null;
  };
  const textOf = (dice: () => number) => {
    const list = dice() * 1_000 < OURS_PER_1000 ? ours : texts;
    return list[Math.floor(dice() * list.length)] ?? '';
  };
  const frame = (index: number) => {
    const dice = diceOf(index);
    const kind = Math.floor(dice() * 100);
    const authorOf = (of: number) => didOf(Math.floor(makeChance(seed - 1 - of)() * AUTHORS));
    const did = authorOf(index);
    const envelope = (about: object, by = did) => JSON.stringify({ did: by, time_us: timeUs(index), ...about });
    const commit = (by: string, operation: string, collection: string, rkey: string, record?: object) =>
      envelope(
        {
          kind: 'commit',
          commit: { rev: keyOf(index), operation, collection, rkey, ...(record && { record, cid: CID }) },
        },
        by,
      );
    const uriOf = (of: number) => `at://${authorOf(of)}/${POST}/${keyOf(of)}`;
    const record = () => {
      const parent = dice() < 0.4 ? earlier(index, dice) : null;
      const text = textOf(dice);
      const ref = parent === null ? null : { cid: CID, uri: uriOf(parent) };
      return {
        $type: POST,
        createdAt: new Date(timeUs(index) / 1_000 - Math.floor(dice() * 900)).toISOString(),
        ...(dice() < 0.12
          ? { embed: { $type: 'app.bsky.embed.images', images: [{ alt: '', image: picture(index) }] } }
          : {}),
        ...(dice() < 0.9 ? { langs: ['en'] } : {}),
        ...(ref === null ? {} : { reply: { parent: ref, root: ref } }),
        text,
      };
    };
    if (kind < SHARES.post) return commit(did, 'create', POST, keyOf(index), record());
    if (kind < SHARES.profile) {
      const other = kind < SHARES.update ? earlier(index, dice, 2, kind < SHARES.delete ? 0 : 1) : null;
      if (other === null) {
        return commit(did, 'update', PROFILE, 'self', {
          $type: PROFILE,
          displayName: `Somebody ${index % AUTHORS}`,
          description: textOf(dice),
        });
      }
      const by = authorOf(other);
      return kind < SHARES.delete
        ? commit(by, 'delete', POST, keyOf(other))
        : commit(by, 'update', POST, keyOf(other), record());
    }
    const time = new Date(timeUs(index) / 1_000).toISOString();
    if (kind < SHARES.identity)
      return envelope({
        kind: 'identity',
        identity: { did, handle: `n${index % AUTHORS}.kestrelfans.example`, seq: index, time },
      });
    return envelope({ kind: 'account', account: { active: true, did, seq: index, time } });
  };
  return { count, frame, timeUs };
}

function textsOf(different: number, chance: () => number): { texts: string[]; ours: string[] } {
  const own = makeTexts(Math.ceil(different / TEXTS_TO_ONE_OF_OURS), NAMES, chance);
  return { texts: makeTexts(different, NAMES, chance), ours: own.map((text, i) => `${text} ${OURS[i % OURS.length]}`) };
}

const POST = 'app.bsky.feed.post';
const PROFILE = 'app.bsky.actor.profile';
const CID = `bafyrei${'a'.repeat(52)}`;
const LETTERS = '234567abcdefghijklmnopqrstuvwxyz';

function picture(index: number): object {
  return {
    $type: 'blob',
    ref: { $link: `bafkrei${index.toString(36).padStart(52, 'b')}` },
    mimeType: 'image/jpeg',
    size: 9_000,
  };
}

function didOf(author: number): string {
  return `did:plc:${letters(author, 24)}`;
}

/** In the form of a record key. It tells no time, so that what a post says of its time counts. */
function keyOf(index: number): string {
  return `zzz${letters(index, 10)}`;
}

function letters(number: number, length: number): string {
  let text = '';
  for (let rest = number, i = 0; i < length; i++, rest = Math.floor(rest / 32))
    text = (LETTERS[rest % 32] ?? '') + text;
  return text;
}

/** Frames of Jetstream 1, one a line, in the order they came. Held in memory as bytes. */
export function capturedHour(file: string, startUs: number): Hour {
  const bytes = readFileSync(file);
  const starts: number[] = [];
  const times: number[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(0x0a, at) < 0 ? bytes.length : bytes.indexOf(0x0a, at);
    const time = Number(/"time_us":(\d+)/.exec(bytes.toString('latin1', at, end))?.[1] ?? Number.NaN);
    if (!Number.isNaN(time)) {
      starts.push(at, end);
      times.push(Math.max(time, times.at(-1) ?? 0));
    }
    at = end + 1;
  }
  const shiftUs = startUs - (times[0] ?? 0);
  const timeUs = (index: number) => (times[index] ?? 0) + shiftUs;
  const frame = (index: number) =>
    bytes
      .toString('utf8', starts[2 * index], starts[2 * index + 1])
      .replace(/"time_us":\d+/, `"time_us":${timeUs(index)}`);
  return { count: times.length, timeUs, frame };
}
