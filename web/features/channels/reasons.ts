import type { WordKey, Words } from '../../strings/words.ts';

/** What the ledger and the letters say, in words. Reasons that are not here are shown as they stand. */
const KNOWN: Record<string, WordKey> = {
  post: 'reason.post',
  'post of ours': 'reason.postOfOurs',
  'our answer, confirmed': 'reason.ourAnswer',
  'listening match': 'reason.match',
  edit: 'reason.edit',
  deletion: 'reason.deletion',
  receipt: 'reason.receipt',
  reaction: 'reason.reaction',
  'for another account': 'reason.anotherAccount',
  'could not be fetched in time': 'reason.notInTime',
  person: 'reason.person',
  'seen before': 'reason.seenBefore',
  'older version': 'reason.olderVersion',
  'no query matches': 'reason.noQuery',
  'to or from a rival': 'reason.ofRival',
  'waits for its post': 'reason.waits',
  'an event of another kind': 'reason.otherKind',
  'a record of another kind': 'reason.otherKind',
  'a message of another type': 'reason.otherKind',
  'a notification of another kind': 'reason.otherKind',
  'another event of a room': 'reason.otherKind',
  'another kind of frame': 'reason.otherKind',
  'another kind of record': 'reason.otherKind',
  'a view of something else than a post': 'reason.otherKind',
  'neither a story nor a comment': 'reason.otherKind',
  'a like': 'reason.like',
  'a repost': 'reason.repost',
  'a follow': 'reason.follow',
  'a block': 'reason.block',
  'a profile': 'reason.profile',
  'a profile that was emptied': 'reason.profile',
  'an identity without news': 'reason.profile',
  'a message that is deleted already': 'reason.deletedAlready',
  'an item that is not shown': 'reason.deletedAlready',
  'a conversation without words': 'reason.withoutWords',
  'an entry without words': 'reason.withoutWords',
  'an entry that says nothing': 'reason.withoutWords',
  'for an author’s followers, and not to us': 'reason.notForUs',
  'older than what is read on connecting': 'reason.tooOld',
  'an entry from before the year 2000': 'reason.tooOld',
  'nothing in it': 'reason.nothingInIt',
  'a commit without changes': 'reason.nothingInIt',
  'not JSON': 'reason.notJson',
  'not DAG-CBOR': 'reason.notDagCbor',
  'not readable': 'reason.notReadable',
  'an entry that cannot be read': 'reason.notReadable',
  'of no form that is known': 'reason.noForm',
  'no id': 'reason.noId',
  'an id too long': 'reason.longId',
  'post: no date': 'reason.noDate',
  'comment: no date': 'reason.noDate',
  'impossible date': 'reason.impossibleDate',
  'no author': 'reason.noAuthor',
  'an item without author or time': 'reason.noAuthor',
  'no room': 'reason.noRoom',
  'no version': 'reason.noVersion',
  'too long to be kept whole': 'reason.tooLong',
  'the database refused it': 'reason.database',
  'Heed could not read it': 'reason.ourFault',
  'the channel was left before it was read': 'reason.leftBefore',
};

/** How readers of a network's payloads name a field that is not as it should be (kit/json). */
const FIELD = /^(.+): (missing or of another kind|not as agreed)$/;

export function reasonWords(reason: string, t: Words['t']): string {
  const known = Object.hasOwn(KNOWN, reason) ? KNOWN[reason] : undefined;
  if (known !== undefined) return t(known);
  const [, where, what] = FIELD.exec(reason) ?? [];
  if (where === undefined) return reason;
  return t(what === 'not as agreed' ? 'reason.notAgreed' : 'reason.missing', { where });
}
