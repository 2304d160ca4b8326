/** What the turns of a stretch of time can be narrowed to. */
import { expectationMet } from '../../core/insight/expectation.ts';
import { FEW_TURNS } from '../../core/insight/response-figures.ts';
import { type Dimension, NONE, type Slice } from '../../core/insight/slice.ts';
import { listInboxes } from '../../store/inboxes.ts';
import { readPromises } from '../../store/reports/responses.ts';
import { countTurns } from '../../store/reports/turn-counts.ts';
import { listTeams } from '../../store/teams.ts';
import type { Desk } from '../desk.ts';
import type { Who } from '../permit.ts';
import { answersOf } from './answers-of.ts';
import { readExpectation } from './insight-settings.ts';
import { type Range, rangeOf, type SliceQuery, sliceOf } from './slice-of.ts';

/** `name`: where the key itself says nothing to people. */
export type Choice = { key: string; name: string | null; turns: number };
export type Choices = Range & {
  turns: number;
  networks: Choice[];
  languages: Choice[];
  teams: Choice[];
  inboxes: Choice[];
  met: number | null;
  kept: number | null;
};

/** The choices are counted over the whole stretch of time, whatever else narrows the slice, most turns first; the two shares are of the slice. */
export async function listChoices(desk: Pick<Desk, 'db' | 'now'>, who: Who, query: SliceQuery): Promise<Choices> {
  const asked = await sliceOf(desk, who, query);
  const slice = { ...asked, filters: {} };
  const [networks, languages, teams, inboxes, shares] = await Promise.all([
    countBy(desk, slice, 'network'),
    countBy(desk, slice, 'language'),
    countBy(desk, slice, 'team'),
    countBy(desk, slice, 'inbox'),
    sharesOf(desk, asked),
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
    ...shares,
  };
}

async function countBy({ db }: Pick<Desk, 'db'>, slice: Slice, by: Dimension): Promise<Choice[]> {
  const sums = await countTurns(db, slice, by);
  return [...sums]
    .map(([key, turns]) => ({ key: key ?? NONE, name: null, turns }))
    .sort((a, b) => b.turns - a.turns || (a.key < b.key ? -1 : 1));
}

async function sharesOf({ db }: Pick<Desk, 'db'>, slice: Slice): Promise<Pick<Choices, 'met' | 'kept'>> {
  const [answers, [promises], curve] = await Promise.all([
    answersOf(db, slice),
    readPromises(db, slice, null),
    readExpectation(db, slice.brandId),
  ]);
  return {
    met: answers.turns < FEW_TURNS ? null : (expectationMet(answers.observations, curve)?.share ?? null),
    kept: promises === undefined || promises.due < FEW_TURNS ? null : promises.kept / promises.due,
  };
}
