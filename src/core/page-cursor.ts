/** Where a page ended, as the caller carries it: opaque to them, checked when it comes back. */
import { isUuid } from './id.ts';
import { Refusal } from './refusal.ts';

export type Position = { stretch: string; at: string; id: string };

const INSTANT = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?Z$/;

export function writeCursor({ stretch, at, id }: Position): string {
  return `${stretch}~${at}~${id}`;
}

/** @param stretches the words that may stand first  @throws Refusal for anything that is not a cursor of ours */
export function readCursor<Stretch extends string>(
  cursor: string,
  stretches: readonly Stretch[],
): { stretch: Stretch; at: string; id: string } {
  const [first = '', at = '', id = ''] = cursor.split('~');
  const stretch = stretches.find(one => one === first);
  if (stretch === undefined || !isInstant(at) || !isUuid(id)) {
    throw new Refusal(
      'not_valid',
      'This `after` is not a cursor from this list. Leave it out to start at the beginning.',
    );
  }
  return { stretch, at, id };
}

/** The 31st of February has the right shape and is no day. */
function isInstant(text: string): boolean {
  if (!INSTANT.test(text)) return false;
  const at = new Date(text);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text.slice(0, 10);
}
