/** How well noise is told from customers: on videos the head never saw, and on posts of customers, which never train. */
import type { Head } from '../src/core/triage/head.ts';
import type { TrainingFolder } from '../src/dev/training.ts';
import type { WeightsManifest } from '../src/load-heads.ts';
import { fitNoiseWithout, shareCalledNoise } from '../training/noise.ts';

/** Shares of 1. `parts`: of each set and video by itself. */
export type NoiseMeasured = { spam_false_alarms: number; spam_recall: number; parts: Record<string, number> };

type Comment = { text: string; spam: 0 | 1; video: string; fold?: string };

/**
 * Recall is averaged over the videos of `ytspam.jsonl`. Those the shipped head was trained on (its manifest names them) are judged by a
 * head fitted anew without them; others by the shipped head. False alarms: of all posts in `airline.jsonl`, `complaints.jsonl` and what
 * customers wrote in the two `twcs` files, advertising that stands among them counted as customers; tweets of `complaints.jsonl` that went to
 * nobody are a part of their own.
 */
export function measureNoise(
  data: TrainingFolder,
  { head, manifest }: { head: Head; manifest: Pick<WeightsManifest, 'scores'> },
): NoiseMeasured {
  const parts: Record<string, number> = {};
  const comments = data.rows<Comment>('ytspam.jsonl').filter(({ text }) => typeof text === 'string');
  const recalls: number[] = [];
  for (const [video, said] of Map.groupBy(comments, ({ video }) => video)) {
    const isSeen = manifest.scores[`recall_unseen_${video}`] !== undefined;
    const judge = isSeen ? fitNoiseWithout(data, video) : head;
    const spam = said.filter(one => one.spam === 1).map(({ text }) => text);
    if (spam.length === 0) continue;
    const recall = shareCalledNoise(judge, spam);
    recalls.push(recall);
    parts[`recall ${video}`] = recall;
  }
  let [called, all] = [0, 0];
  for (const [name, texts] of Object.entries(customersOf(data))) {
    const share = shareCalledNoise(head, texts);
    parts[`false alarms ${name}`] = share;
    called += share * texts.length;
    all += texts.length;
  }
  const passing = textsOf(tweetsOf(data, 'complaints.jsonl').filter(isPassing));
  if (passing.length > 0) parts['noise among tweets to nobody'] = shareCalledNoise(head, passing);
  return { spam_false_alarms: called / Math.max(all, 1), spam_recall: meanOf(recalls), parts };
}

type Tweet = { text: string | null; inbound?: boolean; complaint?: 0 | 1; domain?: string };

/** Drawn from all of the network, to nobody in particular: no customer's, and full of contests and advertising. */
function isPassing({ domain }: Tweet): boolean {
  return domain === 'random_tweet';
}

function customersOf(data: TrainingFolder): Record<string, string[]> {
  const complaints = tweetsOf(data, 'complaints.jsonl').filter(tweet => !isPassing(tweet));
  const threads = [...tweetsOf(data, 'twcs_threads.jsonl'), ...tweetsOf(data, 'twcs_spotify_inbound.jsonl')];
  return {
    airline: textsOf(tweetsOf(data, 'airline.jsonl')),
    'complaints and tweets beside them': textsOf(complaints),
    'support on Twitter': textsOf(threads.filter(({ inbound }) => inbound === true)),
  };
}

/** None where the file is not in the folder. */
function tweetsOf(data: TrainingFolder, file: string): Tweet[] {
  try {
    return data.rows<Tweet>(file);
  } catch (error) {
    if (error instanceof Error && error.message.includes('is not there')) return [];
    throw error;
  }
}

function textsOf(tweets: readonly Tweet[]): string[] {
  return tweets.flatMap(({ text }) => (text === null || text === '' ? [] : [text]));
}

function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, one) => sum + one, 0) / values.length;
}
