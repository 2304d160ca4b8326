/** What the turns of a stretch of time can be narrowed to. */
import { type Dimension, NONE, type Slice } from '../../core/insight/slice.ts';
import { listInboxes } from '../../store/inboxes.ts';
import { countTurns } from '../../store/reports/turn-counts.ts';
import { listTeams } from '../../store/teams.ts';
import type { Desk } from '../desk.ts';
import type { Who } from '../permit.ts';
import { type Range, rangeOf, type SliceQuery, sliceOf } from './slice-of.ts';

/** `name`: where the key itself says nothing to people. */
export type Choice = { key: string; name: string | null; turns: number };
export type Choices = Range & {
  turns: number;
  networks: Choice[];
  languages: Choice[];
  teams: Choice[];
  inboxes: Choice[];
};

/** Counted over the whole stretch of time, whatever else narrows the slice; most turns first. */
export async function listChoices(desk: Pick<Desk, 'db' | 'now'>, who: Who, query: SliceQuery): Promise<Choices> {
  const { period, since, until } = query;
  const slice = await sliceOf(desk, who, { period, since, until });
  const [networks, languages, teams, inboxes] = await Promise.all([
    countBy(desk, slice, 'network'),
    countBy(desk, slice, 'language'),
    countBy(desk, slice, 'team'),
    countBy(desk, slice, 'inbox'),
  ]);
  const teamNames = new Map((await listTeams(desk.db, who.brandId)).map(({ id, name }) => [id, name]));
  const inboxNames = new Map((await listInboxes(desk.db, who.brandId, slice.scope)).map(({ id, name }) => [id, name]));
  const named = (names: Map<string, string>) => (one: Choice) => ({ ...one, name: names.get(one.key) ?? null });
  return {
    ...rangeOf(slice),
    turns: networks.reduce((sum, one) => sum + one.turns, 0),
    networks,
    languages,
    teams: teams.map(named(teamNames)),
    inboxes: inboxes.map(named(inboxNames)),
  };
}

async function countBy({ db }: Pick<Desk, 'db'>, slice: Slice, by: Dimension): Promise<Choice[]> {
  const sums = await countTurns(db, slice, by);
  return [...sums]
    .map(([key, turns]) => ({ key: key ?? NONE, name: null, turns }))
    .sort((a, b) => b.turns - a.turns || (a.key < b.key ? -1 : 1));
}
