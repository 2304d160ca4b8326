/** Who waited when, as the event log alone tells it: the last word on each turn, less those that are no more, alone or with their conversation. */
import { sql } from 'kysely';
import type { TurnView } from '../../src/core/view.ts';
import type { Db } from '../../src/store/db.ts';
import type { Wait } from './naive-insight.ts';

export async function waitsOfLog(db: Db, brandId: number): Promise<Map<string, Wait>> {
  const { rows } = await sql<{ kind: string; id: string | null; turns: TurnView[] | null; gone: string[] | null }>`
    select kind, conversation_id id, data->'turns' turns, data->'goneTurns' gone
    from event where brand_id = ${brandId} order by seq`.execute(db);
  const turns = new Map<string, TurnView>();
  for (const row of rows) {
    if (row.kind === 'conversation.removed') {
      for (const turn of turns.values()) if (turn.conversationId === row.id) turns.delete(turn.id);
    }
    for (const id of row.gone ?? []) turns.delete(id);
    for (const turn of row.turns ?? []) turns.set(turn.id, turn);
  }
  return new Map([...turns.values()].map(turn => [turn.id, waitOf(turn)]));
}

function waitOf({ openedBy, openedAt, receivedAt, closedAt, dueAt, outcome, kind }: TurnView): Wait {
  const ms = (at: string | null) => (at === null ? null : Date.parse(at));
  return {
    opening: openedBy,
    openedMs: Date.parse(openedAt),
    heardMs: Date.parse(receivedAt),
    closedMs: ms(closedAt),
    dueMs: ms(dueAt),
    outcome,
    kind,
  };
}
