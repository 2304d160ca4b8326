/** What the API may not answer is answered on X's own page: it opens under the very post, with the words ready. */
import { type Draft, NetworkFailure } from '../connector.ts';
import { type Credentials, isEnterprise } from './credentials.ts';
import { isId } from './snowflake.ts';

/** Addresses longer than this are cut by some browsers; the words are copied as well. */
const WORDS_LIMIT = 1_500;

/** Posts only: a direct message is answered where it stands. */
export function handOff({ to, text }: Draft): string {
  if (to.remoteId === null || !isId(to.remoteId))
    throw new NetworkFailure('refuse', 'This is no post that could be answered on X’s own page.');
  const words = encodeURIComponent(text.toWellFormed().slice(0, WORDS_LIMIT).toWellFormed());
  return `https://x.com/intent/post?in_reply_to=${to.remoteId}&text=${words}`;
}

/** Since February 2026 an app without a contract may answer only those who mentioned or quoted the account. */
export function onlyByHand({ addressed }: Pick<Draft['to'], 'addressed'>, credentials: Credentials): boolean {
  return addressed === false && !isEnterprise(credentials);
}
