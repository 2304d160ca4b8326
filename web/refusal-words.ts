import { type ApiRefusal, UNREACHABLE } from './api.ts';
import type { Words } from './strings/words.ts';

/** A refusal in words: the server's own, or ours when it could not be reached. */
export function refusalWords(refusal: ApiRefusal, words: Words): string {
  if (refusal.code === UNREACHABLE) return words.t('problem.unreachable');
  return refusal.message || words.t('problem.unknown');
}
