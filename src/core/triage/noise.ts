/**
 * Is this post noise: an advertisement, "like and win", written by a machine, one text from many accounts? Rules name the kind, the
 * head weighs the words. It sorts and suggests; nothing is hidden or deleted for it, and what sounds like a customer needs more.
 */
import type { Features } from './features.ts';
import { FLOOD_COPIES } from './flood.ts';
import { chancesOf, type Head, pushesOf } from './head.ts';
import { NOISE_EXTRAS, type NoiseSigns, signsOf } from './noise-signs.ts';
import type { NoiseSign } from './noise-words.ts';
import type { Noise, Read, Reason } from './reading.ts';

export type NoiseFacts = {
  /** Other accounts of the flood it belongs to, as `flood.ts` counts them; 0: of none. */
  copies: number;
  /** Messages of theirs that wait for an answer already. */
  waiting?: number;
};

/** From this chance on it is noise; found on videos and customers the head did not see. */
export const NOISE_FROM = 0.25;
/** What has the sound of a customer in it must be plainer noise. */
const NOISE_FROM_FOR_CUSTOMERS = 0.85;
const TAUGHT_FROM_FOR_CUSTOMERS = 0.5;
/** Turns of phrase that are noise whatever the head thinks of the words around them. */
const RULE_SURE = 0.9;
const COPIED_SURE = 0.8;
/** Who waits for an answer already and now writes what looks like noise is still somebody who waits. */
const SURE_FOR_WAITING = 0.9;

/** @param head null: rules alone */
export function readNoise(
  text: string,
  features: Features,
  head: Head | null | undefined,
  facts: NoiseFacts,
): Read<Noise | null> {
  return noiseGiven(readNoiseWords(text, features, head), facts);
}

/** @param isTaught by people here: they know their customers, so margins fall, and a rule may not overrule what they clearly said */
export function readNoiseWords(
  text: string,
  features: Features,
  head: Head | null | undefined,
  isTaught = false,
): Read<Noise | null> {
  const signs = signsOf(text);
  const byHead = head == null || isOnlyPicture(signs) ? 0 : (chancesOf(head, features, signs.extras)[0] ?? 0);
  const from = turnsAt(head, soundsLikeCustomer(signs), isTaught);
  const byRule = isTaught && byHead < from / 2 ? null : kindByRule(signs);
  const chance = Math.max(byHead, byRule === null ? 0 : RULE_SURE);
  if (chance >= from)
    return { value: byRule ?? kindOf(signs), sure: sureOf(chance, from), reasons: wordReasons(text, head, signs) };
  return { value: null, sure: 1 - chance, reasons: isOnlyPicture(signs) ? onlyLinks(signs) : customerReasons(signs) };
}

function turnsAt(head: Head | null | undefined, isLikeCustomer: boolean, isTaught: boolean): number {
  if (!isTaught) return isLikeCustomer ? NOISE_FROM_FOR_CUSTOMERS : NOISE_FROM;
  const from = head?.thresholds[0] ?? NOISE_FROM;
  return isLikeCustomer ? Math.max(from, TAUGHT_FROM_FOR_CUSTOMERS) : from;
}

/** … and with what is known beside them. */
export function noiseGiven(read: Read<Noise | null>, { copies, waiting = 0 }: NoiseFacts): Read<Noise | null> {
  const copied: Reason = { kind: 'fact', fact: 'copied', weight: 1, count: copies };
  if (copies >= FLOOD_COPIES) {
    if (read.value === null) return { value: 'copied', sure: COPIED_SURE, reasons: [copied] };
    return { ...read, reasons: [copied, ...read.reasons] };
  }
  if (waiting === 0 || read.value === null || read.sure >= SURE_FOR_WAITING) return read;
  return { value: null, sure: 1 - read.sure, reasons: [{ kind: 'fact', fact: 'waiting', weight: -1, count: waiting }] };
}

/** Odds are even where it turns. */
function sureOf(chance: number, from: number): number {
  return 0.5 + (0.5 * (chance - from)) / (1 - from);
}

function kindByRule({ spans }: NoiseSigns): Noise | null {
  const has = (...names: NoiseSign[]) => names.every(name => spans.has(name));
  if (has('trouble') || has('ours') || spans.has('asks')) return null;
  const leadsAway = spans.has('link') || spans.has('wrapped_link') || spans.has('several_tags');
  if (has('giveaway') && (has('like_this') || has('do_for_me') || has('crowd'))) return 'giveaway';
  if (has('trade') && (has('write_me') || spans.has('selling_link'))) return 'promotion';
  // To somebody: about what is theirs, more often than not.
  if (spans.has('starts_with_mention')) return null;
  if (has('giveaway') && (leadsAway || has('for_free') || has('look_here'))) return 'giveaway';
  if ((has('machine') || (spans.has('figures') && spans.has('several_tags'))) && leadsAway) return 'bot';
  if (has('trade') && spans.has('link') && has('money')) return 'promotion';
  if (has('own_work') && has('subscribe')) return 'promotion';
  if (spans.has('selling_link') && (has('for_free') || has('do_for_me'))) return 'promotion';
  return null;
}

function kindOf({ spans }: NoiseSigns): Noise {
  if (spans.has('giveaway')) return 'giveaway';
  if (spans.has('machine') || (spans.has('figures') && spans.has('several_tags'))) return 'bot';
  return 'promotion';
}

/** A bare link of the network's own is a picture, a film or a post quoted. */
function isOnlyPicture({ spans }: NoiseSigns): boolean {
  return spans.has('only_link') && !spans.has('link');
}

const ASKED_OF_EVERYBODY = ['own_work', 'subscribe', 'look_here', 'do_for_me', 'like_this', 'link'] as const;

function soundsLikeCustomer({ spans }: NoiseSigns): boolean {
  if (spans.has('trouble') || spans.has('ours') || spans.has('starts_with_mention')) return true;
  return spans.has('thanks') && !ASKED_OF_EVERYBODY.some(name => spans.has(name));
}

function onlyLinks({ spans }: NoiseSigns): Reason[] {
  return [{ kind: 'fact', fact: 'only_links', weight: -1, spans: spans.get('wrapped_link') ?? [] }];
}

/** More would paint the whole post. */
const REASONS_LIMIT = 6;
const LEAST_WEIGHT = 0.05;

function wordReasons(text: string, head: Head | null | undefined, { spans, extras }: NoiseSigns): Reason[] {
  const reasons: Reason[] = [];
  NOISE_EXTRAS.forEach((name, at) => {
    const found = spans.get(name);
    const weight = head == null ? 1 : Math.tanh((head.extraWeights[at] ?? 0) * (extras[at] ?? 0));
    if (found !== undefined && weight >= LEAST_WEIGHT && !WHOLE_POST.has(name))
      reasons.push({ kind: 'words', spans: found, weight });
  });
  if (head != null)
    for (const { span, weight } of pushesOf(head, text, 0)) reasons.push({ kind: 'words', spans: [span], weight });
  return reasons.sort((a, b) => weightOf(b) - weightOf(a)).slice(0, REASONS_LIMIT);
}

function weightOf(reason: Reason): number {
  return reason.kind === 'taught' ? 0 : reason.weight;
}

/** Found in its shape, not at a place. */
const WHOLE_POST: ReadonlySet<string> = new Set(['asks', 'capitals', 'brief', 'long', 'figures']);

function customerReasons({ spans }: NoiseSigns): Reason[] {
  return CUSTOMER_SIGNS.flatMap(name => {
    const found = spans.get(name);
    return found === undefined ? [] : [{ kind: 'words', spans: found, weight: CUSTOMER_WEIGHT } satisfies Reason];
  });
}

const CUSTOMER_SIGNS = ['trouble', 'ours'] as const;
const CUSTOMER_WEIGHT = -0.5;
