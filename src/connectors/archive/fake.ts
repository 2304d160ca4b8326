/** Recordings in miniature: the same posts written in each format, for the laws and for benchmarks. */
import type { Person } from '../../core/post.ts';
import type { Contract } from '../kit/fake.ts';
import { openRecording, RECORDING_FORMATS, type RecordingFormatId } from './parse.ts';

export type Said = {
  id: number;
  at: Date;
  /** `us`, or a customer's name of lower-case letters. */
  by: string;
  text: string;
  parent: number | null;
};

export const OUR_DID = 'did:plc:kestrelcoffee';

/** The lines of a file in that format, in the order given. */
export function recordingOf(format: RecordingFormatId, said: readonly Said[]): string[] {
  switch (format) {
    case 'twcs':
      return said.map(one => twcsLine(one));
    case 'ndjson':
      return said.map(one => ndjsonLine(one));
    case 'jetstream':
      return said.map(one => jetstreamLine(one, said));
  }
}

function twcsLine({ id, at, by, text, parent }: Said): string {
  const [weekday, day, month, year, time] = at.toUTCString().replace(',', '').split(' ');
  return JSON.stringify({
    tweet_id: id,
    author_id: by === 'us' ? 'kestrel' : by,
    inbound: by !== 'us',
    created_at: `${weekday} ${month} ${day} ${time} +0000 ${year}`,
    text: text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    response_tweet_id: null,
    in_response_to_tweet_id: parent,
  });
}

function ndjsonLine({ id, at, by, text, parent }: Said): string {
  return JSON.stringify({ id: String(id), at, author: { id: by, handle: by }, text, parent, own: by === 'us' });
}

function jetstreamLine({ id, at, by, text, parent }: Said, said: readonly Said[]): string {
  const uri = (post: Said) => `at://${didOf(post.by)}/app.bsky.feed.post/${post.id}`;
  const parentPost = said.find(one => one.id === parent);
  const reply = parentPost && { root: { uri: uri(rootOf(parentPost, said)) }, parent: { uri: uri(parentPost) } };
  const record = { $type: 'app.bsky.feed.post', text, createdAt: at.toISOString(), ...(reply ? { reply } : {}) };
  const commit = { rev: '1', operation: 'create', collection: 'app.bsky.feed.post', rkey: String(id), record };
  return JSON.stringify({ did: didOf(by), time_us: at.getTime() * 1000 + 1, kind: 'commit', commit });
}

function rootOf(post: Said, said: readonly Said[]): Said {
  let root = post;
  for (let up = said.find(({ id }) => id === root.parent); up; up = said.find(({ id }) => id === root.parent))
    root = up;
  return root;
}

function didOf(by: string): string {
  return by === 'us' ? OUR_DID : `did:plc:${by}`;
}

const ours: Person = { remoteId: OUR_DID, handle: 'kestrel', name: 'Kestrel', avatarUrl: null, profileUrl: null };

export const contract: Contract = {
  read(raw, file) {
    const id = RECORDING_FORMATS.find(name => file.includes(name)) ?? 'twcs';
    const format = openRecording(id, ours);
    const heard = raw.split('\n').map(line => format.read(line)?.heard ?? null);
    return [...heard, format.end?.()?.heard ?? null].filter(one => one !== null);
  },
};
