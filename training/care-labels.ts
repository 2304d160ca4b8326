import { join } from 'node:path';
import { readRows, type TrainingFolder } from '../src/dev/training.ts';

/** What two readers agreed on about one post of a customer; `docs/labelling.md` says by which rules. */
export type CareLabel = {
  text: string;
  half: 'train' | 'test';
  sentiment: 'negative' | 'neutral' | 'positive';
  intents: string[];
  requests: string[];
  urgency: 0 | 1 | 2 | 3;
};

type LabelRow = {
  id: string;
  half: 'train' | 'test';
  agreed: Omit<CareLabel, 'text' | 'half'>;
  /** Written by a company about itself. */
  advert?: boolean;
};
type Conversation = { dialogContent: { client?: string; message: string; tweet_ID: string }[] };

/** The texts are in the data folder, the labels here; what companies wrote about themselves is left out. */
export function careLabels(data: TrainingFolder): CareLabel[] {
  const turns = data.rows<Conversation>('ibm_care_conversations.jsonl').flatMap(({ dialogContent }) => dialogContent);
  const texts = new Map(turns.map(({ tweet_ID, message }) => [tweet_ID, message]));
  const rows = readRows<LabelRow>(join(import.meta.dirname, 'labels/ibm-care.jsonl'));
  const ofCustomers = rows.filter(({ advert }) => advert !== true);
  return ofCustomers.map(({ id, half, agreed }) => ({ text: texts.get(id) ?? '', half, ...agreed }));
}
