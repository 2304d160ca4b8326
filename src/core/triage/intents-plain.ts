import type { CueKind, Cues } from './intents-cues.ts';
import { REQUEST_PREFIX, REQUESTS } from './reading.ts';

/**
 * What the plain words say by themselves, with how sure that is: for languages no head has learnt, and for what too few posts were
 * labelled with to learn from. Rather one complaint too many than one too few.
 */
export function plainIntents({ spans, marks, words }: Cues): Map<string, number> {
  const count = (kind: CueKind) => spans.get(kind)?.length ?? 0;
  const troubles = count('trouble') + count('failing') + count('spoilt');
  const wishes = count('wanting') + count('calling');
  const asks = marks.length > 0 || count('wondering') > 0 || (count('asking') > 0 && words > LEAST_ASKED);
  const found = new Map<string, number>();
  if (troubles > 0) found.set('complaint', 0.7);
  else if (count('waiting') > 1) found.set('complaint', 0.5);
  if (asks) found.set('question', marks.length > 0 ? 0.75 : 0.6);
  if (wishes > 0) found.set('request', 0.65);
  if (count('leaving') > 0) found.set('leaving', 0.65);
  if (count('praise') > 0 && troubles === 0 && marks.length === 0) found.set('praise', wishes > 0 ? 0.5 : 0.7);
  // At the foot of a demand it is no more than politeness; "thanks for the help" demands nothing.
  const demands = troubles + count('wanting') + marks.length > 0;
  if (count('thanks') > 0) found.set('thanks', demands ? 0.3 : 0.75);
  for (const kind of REQUESTS) {
    if (count(kind) > 0 && (wishes > 0 || troubles > 0))
      found.set(`${REQUEST_PREFIX}${kind}`, sureOf(kind, wishes > 0));
    else if (kind === 'delivery' && count(kind) > 0 && asks) found.set(`${REQUEST_PREFIX}${kind}`, ASKED_ABOUT);
  }
  return found;
}

const LEAST_ASKED = 3;
/** When it comes and where it goes is asked without wishing for anything. */
const ASKED_ABOUT = 0.6;
/** Names of a matter that stand in posts about other matters too. */
const VAGUE: ReadonlySet<CueKind> = new Set(['delivery', 'exchange', 'billing', 'bug']);

function sureOf(kind: CueKind, isWished: boolean): number {
  if (VAGUE.has(kind)) return isWished ? 0.5 : 0.4;
  return isWished || kind === 'access' ? 0.65 : 0.5;
}
