/** Real posts as the bursts benchmark replays them. The data is handed in by path and is no part of this project. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HeardPost } from '../src/core/listening/burst-alarm.ts';
import { hash32 } from '../src/core/listening/hash.ts';

export type Series = { name: string; posts: HeardPost[] };

/** A brand's two months: what customers wrote to one music service in autumn 2017, an outage on 28 November among it. */
export function readOrdinary(folder: string): HeardPost[] {
  const from = Date.UTC(2017, 9, 4);
  return rows(folder, 'twcs_spotify_inbound.jsonl')
    .filter(row => typeof row['created_at'] === 'string')
    .map(row => post(row['tweet_id'], new Date(String(row['created_at'])), row['author_id'], row['text']))
    .filter(({ at }) => at.getTime() >= from)
    .sort(byTime);
}

/** When the first customers of that outage wrote, by the posts themselves; the last of them by next morning. */
export const OUTAGE = { fromMs: Date.UTC(2017, 10, 28, 20, 30), toMs: Date.UTC(2017, 10, 29, 12) };

/** A week of posts to six airlines in February 2015; the set names no authors, so each post counts as another person. */
export function readAirlines(folder: string): Series[] {
  const series = new Map<string, HeardPost[]>();
  for (const row of rows(folder, 'airline.jsonl')) {
    const name = String(row['airline']);
    const at = new Date(`${String(row['tweet_created']).replace(' ', 'T')}Z`);
    series.set(name, [...(series.get(name) ?? []), post(row['tweet_id'], at, row['tweet_id'], row['text'])]);
  }
  return [...series].map(([name, posts]) => ({ name, posts: posts.sort(byTime) }));
}

/** The minute it happened, from encyclopedias and official reports, UTC. Floods and storms have no such minute. */
export const ONSETS: Record<string, string> = {
  '2012_Costa_Rica_earthquake': '2012-09-05T14:42Z',
  '2012_Guatemala_earthquake': '2012-11-07T16:35Z',
  '2012_Venezuela_refinery': '2012-08-25T05:41Z',
  '2013_Bohol_earthquake': '2013-10-15T00:12Z',
  '2013_LA_airport_shootings': '2013-11-01T16:20Z',
  '2013_Lac_Megantic_train_crash': '2013-07-06T05:15Z',
  '2013_Russia_meteor': '2013-02-15T03:20Z',
  '2013_West_Texas_explosion': '2013-04-18T00:50Z',
};

/** Posts related to each disaster; their time is read from their ids, as the network made them then. */
export function readCrises(folder: string): Series[] {
  const series = new Map<string, HeardPost[]>();
  for (const row of rows(folder, 'crisis26.jsonl')) {
    if (!String(row['label']).startsWith('Related')) continue;
    const name = String(row['event']);
    const at = new Date(Number((BigInt(String(row['id'])) >> 22n) + 1_288_834_974_657n));
    series.set(name, [...(series.get(name) ?? []), post(row['id'], at, row['id'], row['text'])]);
  }
  return [...series].map(([name, posts]) => ({ name, posts: posts.sort(byTime) }));
}

/** Keeps each post with this chance, the same ones for the same seed: a smaller brand with the same habits. */
export function thin(posts: readonly HeardPost[], share: number, seed: number): HeardPost[] {
  return posts.filter(({ id }) => hash32(id, seed) / 2 ** 32 < share);
}

const WEEK_MS = 7 * 86_400_000;

/** Weeks that never were: each hour is taken from the same hour of some other week, the outage left out. */
export function shuffleWeeks(posts: readonly HeardPost[], weeks: number, seed: number): HeardPost[] {
  const startMs = Date.UTC(2017, 9, 9);
  const slots = new Map<string, HeardPost[]>();
  for (const each of posts) {
    const since = each.at.getTime() - startMs;
    if (since < 0) continue;
    const key = `${Math.floor(since / WEEK_MS)}/${Math.floor((since % WEEK_MS) / 3_600_000)}`;
    slots.set(key, [...(slots.get(key) ?? []), each]);
  }
  const made: HeardPost[] = [];
  for (let week = 0; week < weeks; week++) {
    for (let hour = 0; hour < 168; hour++) {
      const from = hash32(`${week}/${hour}`, seed) % 7;
      const offset = (week - from) * WEEK_MS;
      for (const each of slots.get(`${from}/${hour}`) ?? []) {
        made.push({
          ...each,
          id: `${each.id}.${week}`,
          author: `${each.author}.${week}`,
          at: new Date(each.at.getTime() + offset),
        });
      }
    }
  }
  return made.sort(byTime);
}

export function byTime(a: HeardPost, b: HeardPost): number {
  return a.at.getTime() - b.at.getTime();
}

function post(id: unknown, at: Date, author: unknown, text: unknown): HeardPost {
  return { id: String(id), at, network: 'x', author: String(author), text: String(text) };
}

function rows(folder: string, file: string): Record<string, unknown>[] {
  // Ids are larger than a number can hold exactly: they are kept as text.
  const lines = readFileSync(join(folder, file), 'utf8').trim().split('\n');
  return lines.map(line => JSON.parse(line.replace(/("tweet_id": ?)(\d{16,})/, '$1"$2"')));
}
