/** Writes what the queries heard in a batch and which complaints were sent to us besides, and follows what authors changed since. Part of the batch's transaction. */
import type { HeardItem } from '../core/hearing.ts';
import type { MakeId } from '../core/id.ts';
import { searchable } from '../core/text.ts';
import type { TriageReaders } from '../core/triage/read.ts';
import { intentWords } from '../core/triage/reading.ts';
import { readWants, wantsIn } from '../core/triage/wants.ts';
import { type AddressedComplaint, insertAddressedComplaints } from '../store/complaints.ts';
import type { Tx } from '../store/db.ts';
import { editMatches, emptyMatches, insertMatches, type MatchEdit, type NewMatch } from '../store/listening-matches.ts';
import type { ListenedPosts } from './ears.ts';
import type { ReadHeard } from './read-heard.ts';
import type { Load } from './take-in.ts';

export async function keepMatches(
  tx: Tx,
  { brandId, channel, entries, parts }: Load,
  items: readonly HeardItem[],
  { makeId, now, readings, readers }: { makeId: MakeId; now: Date; readings: ReadHeard; readers: TriageReaders },
): Promise<void> {
  const listenedAt = (from: number): ListenedPosts | undefined => parts[entries[from]?.part ?? -1]?.listened;
  const found = new Map<string, NewMatch>();
  const complaints = new Map<string, AddressedComplaint>();
  const edits: MatchEdit[] = [];
  const removed: string[] = [];
  for (const { item, receivedAt, from } of items) {
    if (
      from === null ||
      item.kind === 'person' ||
      item.kind === 'receipt' ||
      item.kind === 'reaction' ||
      item.kind === 'stands'
    )
      continue;
    if (item.kind === 'edit') {
      edits.push({ remoteId: item.remoteId, text: item.text, version: item.version, words: searchable(item.text) });
    } else if (item.kind === 'remove') removed.push(item.remoteId);
    else {
      const { post } = item;
      const listened = listenedAt(from)?.get(post.remoteId);
      if (listened === undefined) {
        if (!post.addressed || post.own) continue;
        const read = readings.get(post.remoteId);
        const wants = read === undefined ? readWants(post.text, readers) : wantsIn(intentWords(read));
        if (wants === 'complaint')
          complaints.set(post.remoteId, { id: makeId(), network: channel.network, post, receivedAt });
        continue;
      }
      if (found.has(post.remoteId)) continue;
      const { queryIds, wants } = listened;
      const words = searchable(`${post.warning ?? ''} ${post.text}`);
      found.set(post.remoteId, { id: makeId(), network: channel.network, post, receivedAt, wants, queryIds, words });
    }
  }
  await insertMatches(tx, brandId, channel.id, [...found.values()]);
  await insertAddressedComplaints(tx, brandId, channel.id, [...complaints.values()]);
  await editMatches(tx, brandId, channel.id, newestOf(edits));
  await emptyMatches(tx, brandId, channel.id, removed, now);
}

/** One statement cannot change a row twice. */
function newestOf(edits: readonly MatchEdit[]): MatchEdit[] {
  const newest = new Map<string, MatchEdit>();
  for (const edit of edits)
    if ((newest.get(edit.remoteId)?.version ?? -1) < edit.version) newest.set(edit.remoteId, edit);
  return [...newest.values()];
}
