/** What was read off one message, why, and what people here said instead. */
import { isUuid } from '../core/id.ts';
import { requestNames } from '../core/triage/own-words.ts';
import type { Aspect, Readings, ReadingsView, Reason } from '../core/triage/reading.ts';
import { intentNames } from '../core/triage/said.ts';
import { labelsInUse } from '../store/brand-heads.ts';
import { findReadMessage, listCorrections } from '../store/corrections.ts';
import { readTriageSettings } from '../store/triage-settings.ts';
import { type CorrectionView, viewOfCorrection } from './corrections.ts';
import type { Desk } from './desk.ts';
import { inboxScope, notFound, permit, permitInbox, type Who } from './permit.ts';
import { readStored } from './read-stored.ts';

export type MessageReadings = {
  messageId: string;
  /** Null: not read yet. */
  kept: ReadingsView | null;
  readings: Readings;
  corrections: CorrectionView[];
  intents: string[];
};

const CORRECTIONS_SHOWN = 100;

/** Reasons are worked out anew, by what is known today; what a person set stands in it. */
export async function readMessageReadings(desk: Desk, who: Who, id: string): Promise<MessageReadings> {
  permit(who, 'read');
  const { db } = desk;
  const { brandId } = who;
  const message = isUuid(id) ? await findReadMessage(db, brandId, id) : null;
  if (message === null) throw notFound('message');
  permitInbox(who, message.inboxId, 'message');
  const readings = await readStored(db, desk, brandId, id);
  // Ours, a note, or taken back: nothing was read off it.
  if (readings === null) throw notFound('reading');
  const asked = { brandId, scope: inboxScope(who), messageId: id, standing: true, limit: CORRECTIONS_SHOWN };
  const [corrections, { settings }, labels] = await Promise.all([
    listCorrections(db, asked),
    readTriageSettings(db, brandId),
    labelsInUse(db, brandId),
  ]);
  const told = asTaught(readings, labels);
  return {
    messageId: id,
    kept: message.readings,
    readings: message.readings === null ? told : asSaid(told, message.readings),
    corrections: corrections.map(viewOfCorrection),
    intents: intentNames(requestNames(settings)),
  };
}

/** Where people here taught what reads it, it says so, and by how many labels. */
function asTaught(read: Readings, labels: ReadonlyMap<Aspect, number>): Readings {
  const [noise, mood, intents] = [labels.get('noise'), labels.get('sentiment'), labels.get('intents')];
  return {
    ...read,
    noise: noise === undefined ? read.noise : taught(read.noise, noise),
    sentiment: mood === undefined || read.sentiment === null ? read.sentiment : taught(read.sentiment, mood),
    intents: intents === undefined ? read.intents : read.intents.map(one => taught(one, intents)),
  };
}

function taught<R extends { reasons: Reason[] }>(read: R, corrections: number): R {
  return { ...read, reasons: [...read.reasons, { kind: 'taught', corrections }] };
}

const PERSON_SAID: Reason[] = [{ kind: 'fact', fact: 'person_said', weight: 1 }];

function asSaid(read: Readings, kept: ReadingsView): Readings {
  const after = { ...read };
  for (const aspect of kept.said) Object.assign(after, saidOf(kept, read, aspect));
  return after;
}

function saidOf(kept: ReadingsView, read: Readings, aspect: Aspect): Partial<Readings> {
  const certain = { sure: 1, reasons: PERSON_SAID };
  switch (aspect) {
    case 'language':
      return { language: { value: kept.language, ...certain } };
    case 'noise':
      return { noise: { value: kept.noise, ...certain } };
    case 'about':
      return { about: kept.about === null ? null : { value: kept.about, ...certain } };
    case 'sentiment': {
      const [negative = 0, neutral = 0, positive = 0] = kept.chances;
      const chances = { negative, neutral, positive };
      return { sentiment: kept.sentiment === null ? null : { value: kept.sentiment, ...certain, chances } };
    }
    case 'urgency':
      return { urgency: { value: kept.urgency, ...certain } };
    case 'intents': {
      // What was read and left standing keeps its reasons.
      const before = new Map(read.intents.map(one => [one.value, one]));
      return { intents: kept.intents.map(({ name }) => before.get(name) ?? { value: name, ...certain }) };
    }
  }
}
