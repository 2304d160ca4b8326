/** What can narrow a slice: each answer is one line of a list, called `name=value`. */
import type { OutputOf } from '../../../src/contract/api.ts';
import { REACHES } from '../../../src/core/insight/slice.ts';
import type { InsightKey } from '../../strings/insight-words.ts';
import { networkName } from '../../ui/networks.ts';
import { languageName } from '../desk/language-badge.ts';
import { ONE, SEVERAL, type Slice } from './slice.ts';
import type { InsightWords } from './words.ts';

export type Choices = OutputOf<'listInsightChoices'>;
export type Answer = { id: string; words: string; turns?: number };

type Name = (typeof SEVERAL)[number] | keyof typeof ONE;

/** What cannot be told of a turn. */
const NONE = 'none';

export function networksOf(choices: Choices | null): Answer[] {
  return (choices?.networks ?? []).map(({ key, turns }) => ({ id: `network=${key}`, words: networkName(key), turns }));
}

export function languagesOf(choices: Choices | null, { t, language }: InsightWords): Answer[] {
  return (choices?.languages ?? []).map(({ key, turns }) => ({
    id: `language=${key}`,
    words: key === NONE ? t('insight.noLanguage') : languageName(key, language),
    turns,
  }));
}

export function teamsOf(choices: Choices | null, { t }: InsightWords): Answer[] {
  return (choices?.teams ?? []).map(({ key, name, turns }) => ({
    id: `team=${key}`,
    words: name ?? t('insight.noTeam'),
    turns,
  }));
}

/** Everything else, in one list. */
export function othersOf(choices: Choices | null, { t }: InsightWords): Answer[] {
  const inboxes = (choices?.inboxes ?? []).map(({ key, name, turns }) => ({
    id: `inbox=${key}`,
    words: t('insight.inbox', { name: name ?? '' }),
    turns,
  }));
  const named = (name: Name, value: string) => ({
    id: `${name}=${value}`,
    words: t(`insight.${name}.${value}` as InsightKey),
  });
  return [
    ...Object.entries(ONE).flatMap(([name, values]) => values.map(value => named(name as Name, value))),
    ...REACHES.map(reach => named('reach', String(reach))),
    ...(inboxes.length > 1 ? inboxes : []),
  ];
}

export function isChosen(slice: Slice, id: string): boolean {
  const [name, value] = parted(id);
  const said = slice[name];
  return Array.isArray(said) ? said.includes(value) : said === value;
}

/** Chosen twice is not chosen. */
export function toggled(slice: Slice, id: string): Slice {
  const [name, value] = parted(id);
  const next: Record<string, unknown> = { ...slice };
  if (isSeveral(name)) {
    const before = slice[name] ?? [];
    const after = before.includes(value) ? before.filter(one => one !== value) : [...before, value];
    if (after.length > 0) next[name] = after;
    else delete next[name];
  } else if (slice[name] === value) delete next[name];
  else next[name] = value;
  return next as Slice;
}

/** Period alone. */
export function unnarrowed({ period, since, until }: Slice): Slice {
  return { ...(period && { period }), ...(since && { since }), ...(until && { until }) };
}

function parted(id: string): [Name, string] {
  const at = id.indexOf('=');
  return [id.slice(0, at) as Name, id.slice(at + 1)];
}

function isSeveral(name: Name): name is (typeof SEVERAL)[number] {
  return (SEVERAL as readonly string[]).includes(name);
}
