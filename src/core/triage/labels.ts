/** From what people said and did to what is learnt: one label for each message and each person who spoke of it. */
import { type Aspect, DANGERS, type ReadingsView } from './reading.ts';
import { labelOf, type Part, partOf, type Said, UNREAD, withSaid } from './said.ts';
import { textKey } from './trust.ts';

/**
 * Why what came with the product is kept. `too_few`: fewer labels than can be judged. `one_class`: all say the same. `not_better`: not
 * shown to be better on this brand's own held-back labels. `worse_for_others`: better on the whole, worse on what others
 * said. `contradictory`: the same words are called this and that. `one_sided`: almost all one person says is the same.
 * `no_model`: nothing in this product reads it with a model.
 */
export const KEPT_BACK = [
  'too_few',
  'one_class',
  'not_better',
  'worse_for_others',
  'contradictory',
  'one_sided',
  'no_model',
] as const;
export type KeptBack = (typeof KEPT_BACK)[number];

/** A correction with the words of its message, as they stand. */
export type LabelSource = {
  id: string;
  seq: number;
  messageId: string;
  said: Said;
  was: Part | null;
  isDeed: boolean;
  weight: number;
  agentId: string | null;
  at: Date;
  text: string;
  readings: ReadingsView | null;
};

export type TaughtLabel = {
  id: string;
  messageId: string;
  text: string;
  /** Names; several only of intents. */
  value: string[];
  /** Who said it; null: somebody who is no longer here. */
  by: string | null;
  at: Date;
  weight: number;
  isDeed: boolean;
};

/**
 * What people say goes before what follows from deeds; of one person, their last word on a message counts, and two who differ
 * are both heard. Of intents there is one label for a message: all that hold after the last correction.
 * @param sources of one aspect, in any order
 */
export function labelsOf(aspect: Aspect, sources: readonly LabelSource[]): TaughtLabel[] {
  const labels: TaughtLabel[] = [];
  const byMessage = Map.groupBy(
    [...sources].sort((a, b) => a.seq - b.seq),
    one => one.messageId,
  );
  for (const all of byMessage.values()) {
    const people = all.filter(one => !one.isDeed);
    const speaking = people.length > 0 ? people : all;
    const voices = aspect === 'intents' ? [speaking] : [...Map.groupBy(speaking, one => one.agentId).values()];
    for (const voice of voices) {
      const label = labelFrom(aspect, voice);
      if (label !== null) labels.push(label);
    }
  }
  return labels.sort((a, b) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1));
}

function labelFrom(aspect: Aspect, voice: readonly LabelSource[]): TaughtLabel | null {
  const last = voice.at(-1);
  const value = last === undefined ? null : aspect === 'intents' ? intentsLeft(voice, last) : valueSaid(last.said);
  if (last === undefined || value === null) return null;
  const { id, messageId, text, agentId, at, weight, isDeed } = last;
  const learnt = value.filter(one => !isDanger(one)).sort();
  return { id, messageId, text, value: learnt, by: agentId, at, weight, isDeed };
}

/**
 * What a post that people saw and let stand counts beside a correction. Without such posts a brand would learn from mistakes alone, and
 * read everything the other way round; with more, what nobody troubled to correct would drown what somebody did.
 */
export const STOOD_WEIGHT = 0.2;

/** @param labels the corrections; a text of theirs is not counted twice */
export function stoodLabels(
  aspect: Aspect,
  stood: readonly { messageId: string; text: string; at: Date; readings: ReadingsView }[],
  labels: readonly TaughtLabel[],
): TaughtLabel[] {
  const corrected = new Set(labels.map(({ text }) => textKey(text)));
  return stood.flatMap(({ messageId, text, at, readings }) => {
    const value = corrected.has(textKey(text)) ? null : labelOf(readings, aspect);
    if (value === null) return [];
    return [{ id: messageId, messageId, text, value, by: null, at, weight: STOOD_WEIGHT, isDeed: true }];
  });
}

/** What stands on the message now is neither here nor there: it is heard upon what was read. */
function intentsLeft(voice: readonly LabelSource[], last: LabelSource): string[] | null {
  const view = last.readings ?? UNREAD;
  const read = last.was ?? partOf(last.isDeed ? view : UNREAD, 'intents');
  return labelOf(
    withSaid(
      view,
      'intents',
      read,
      voice.map(one => one.said),
    ),
    'intents',
  );
}

function valueSaid({ aspect, value }: Said): string[] | null {
  if (aspect === 'intents') return null;
  if (value === null) return aspect === 'noise' ? ['none'] : null;
  return [String(value)];
}

const KINDS_OF_DANGER: ReadonlySet<string> = new Set(['danger', ...DANGERS]);

/** Dangers are read by rules, which nobody teaches to be silent. */
function isDanger(name: string): boolean {
  return KINDS_OF_DANGER.has(name);
}
