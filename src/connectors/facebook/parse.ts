/** A body of the hook into what was heard, one for each change in it. Never throws. */
import type { Person } from '../../core/post.ts';
import type { Heard, Verified } from '../connector.ts';
import { ignored } from '../kit/json.ts';
import { type Told, walk } from '../kit/meta/hook.ts';
import { readChange } from './feed.ts';
import { readEvent } from './messenger.ts';

const OBJECT = 'page';
const PUBLIC = new Set(['feed', 'mention', 'ratings']);
/** Messages have been told as changes of these fields, too. */
const PRIVATE = /^(message|messages|message_\w+|messaging_\w+|standby)$/;

export function readBody(body: Verified, account: Person): Heard[] {
  return walk(body, OBJECT).flatMap(one => {
    if (one.kind === 'dropped') return [one];
    // Another page of this app: its own channel reads it.
    return one.accountId === account.remoteId ? [readTold(one, account)] : [];
  });
}

function readTold(told: Told, account: Person): Heard {
  if (told.way !== 'changes' || PRIVATE.test(told.field ?? '')) return readEvent(told, account);
  if (PUBLIC.has(told.field ?? '')) return readChange(told, account);
  return ignored('a field nobody asked for', told.raw, null);
}
