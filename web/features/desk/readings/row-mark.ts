/** The one thing read off a conversation that its row in the queue tells: danger before all, noise only where nothing else is. */
import type { Noise } from '../../../../src/core/triage/reading.ts';
import type { ConversationView } from '../../../../src/core/view.ts';
import { dangersIn } from './chips.ts';

export type RowMark =
  | { kind: 'danger'; intent: string }
  | { kind: 'leaving' }
  | { kind: 'noise'; noise: Noise }
  | { kind: 'angry' };

/** From this urgency on an unhappy customer is told apart from all the others. */
const PRESSING = 2;

type Row = Pick<ConversationView, 'intents' | 'noise' | 'sentiment' | 'urgency' | 'turn'>;

/** @returns null: nothing that a row should say; so of all that wait for nothing */
export function rowMarkOf({ intents, noise, sentiment, urgency, turn }: Row): RowMark | null {
  if (turn === null) return null;
  const [danger] = dangersIn(intents);
  if (danger !== undefined) return { kind: 'danger', intent: danger };
  if (intents.includes('leaving')) return { kind: 'leaving' };
  if (noise !== null) return { kind: 'noise', noise };
  return sentiment === 'negative' && (urgency ?? 0) >= PRESSING ? { kind: 'angry' } : null;
}
