/** The one thing read off a conversation that its row in the queue tells: danger before all, noise only where nothing else is. */
import type { Noise } from '../../../../src/core/triage/reading.ts';
import type { ConversationView } from '../../../../src/core/view.ts';
import { dangersIn } from './chips.ts';

export type RowMark =
  | { kind: 'danger'; intent: string }
  | { kind: 'leaving' }
  | { kind: 'atRisk'; score: number }
  | { kind: 'noise'; noise: Noise }
  | { kind: 'angry' };

/** From this risk on losing them is more likely than not. */
const AT_RISK_FROM = 50;
/** From this urgency on an unhappy customer is told apart from all the others. */
const PRESSING = 2;

type Row = Pick<ConversationView, 'intents' | 'noise' | 'sentiment' | 'urgency' | 'turn' | 'risk'>;

/** @returns null: nothing that a row should say; so of all that wait for nothing */
export function rowMarkOf({ intents, noise, sentiment, urgency, turn, risk }: Row): RowMark | null {
  if (turn === null) return null;
  const [danger] = dangersIn(intents);
  if (danger !== undefined) return { kind: 'danger', intent: danger };
  if (intents.includes('leaving')) return { kind: 'leaving' };
  if (risk !== null && risk >= AT_RISK_FROM) return { kind: 'atRisk', score: risk };
  if (noise !== null) return { kind: 'noise', noise };
  return sentiment === 'negative' && (urgency ?? 0) >= PRESSING ? { kind: 'angry' } : null;
}
