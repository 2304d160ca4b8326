import { usePerson } from '../../../session.ts';
import { networkName } from '../../../ui/networks.ts';
import { RouteLink } from '../../../ui/RouteLink.tsx';
import { languageName } from '../../desk/language-badge.ts';
import { Card } from '../Card.tsx';
import figure from '../Figure.module.css';
import { type Column, FigureTable } from '../FigureTable.tsx';
import { count } from '../numbers.ts';
import type { PartProps } from '../parts.ts';
import { writeSlice } from '../slice.ts';
import { type InsightWords, useInsightWords } from '../words.ts';
import { intervalWords, type Outcomes, SHOWN, shareWords } from './shares.ts';

const GROUPS = ['network', 'team', 'language', 'agent'] as const;
export type Group = (typeof GROUPS)[number];
type Row = Outcomes['byNetwork'][number];

const ROWS = { network: 'byNetwork', team: 'byTeam', language: 'byLanguage', agent: 'byAgent' } as const;
const TITLES = {
  network: 'out.byNetwork',
  team: 'out.byTeam',
  language: 'out.byLanguage',
  agent: 'out.byAgent',
} as const;

/** The same figures by network, team, language and, for leads, colleague; each opens its turns. */
export function ByKind({ outcomes, slice, kept, onKeep }: PartProps & { outcomes: Outcomes }) {
  const words = useInsightWords();
  const { t } = words;
  const { may } = usePerson();
  const open = GROUPS.filter(group => group !== 'agent' || may('lead'));
  const group = open.find(one => one === kept['by']) ?? 'network';
  const rows = outcomes[ROWS[group]];
  return (
    <Card
      title={t(TITLES[group])}
      aside={
        <span className={figure.segments}>
          {open.map(one => (
            <button key={one} type="button" aria-pressed={one === group} onClick={() => onKeep('by', one)}>
              {t(`out.${one}`)}
            </button>
          ))}
        </span>
      }
      says={group === 'agent' ? t('out.agentSays') : undefined}
    >
      <FigureTable
        caption={`${t('out.what')}: ${t(`out.${group}`)}`}
        file={`outcomes-by-${group}`}
        rows={rows}
        keyOf={row => row.key ?? ''}
        columns={columnsOf(group, words, (row, name) => ({
          screen: 'insight',
          part: 'outcomes',
          search: writeSlice(narrowed(slice, group, row.key), {
            behind: name,
            ...(group === 'agent' && row.key !== null && { agent: row.key }),
          }),
        }))}
      />
    </Card>
  );
}

type To = (row: Row, name: string) => Parameters<typeof RouteLink>[0]['to'];

function columnsOf(group: Group, words: InsightWords, to: To): Column<Row>[] {
  const { t, language } = words;
  const plain = (id: 'answered' | 'complaints', label: string): Column<Row> => ({
    id,
    label,
    kind: 'number',
    value: row => row[id],
    show: row => count(row[id], language),
  });
  return [
    { id: group, label: t(`out.${group}`), value: row => row.name ?? row.key, show: row => nameIn(group, row, words) },
    plain('answered', t('out.answered')),
    plain('complaints', t('out.complaints')),
    ...SHOWN.map(
      ({ name, rows, label }): Column<Row> => ({
        id: name,
        label: t(label),
        kind: 'number',
        value: row => row[name].share,
        show: row =>
          row[name].of === 0 ? (
            '–'
          ) : (
            <>
              <RouteLink
                to={to(row, rows)}
                aria-label={`${nameIn(group, row, words)}, ${t(label)}: ${shareWords(row[name], words)}`}
              >
                {shareWords(row[name], words)}
              </RouteLink>
              <small>{intervalWords(row[name], language)}</small>
            </>
          ),
      }),
    ),
  ];
}

function narrowed(slice: PartProps['slice'], group: Group, key: string | null): PartProps['slice'] {
  return group === 'agent' ? slice : { ...slice, [group]: [key ?? 'none'] };
}

export function nameIn(
  group: Group,
  { key, name }: { key: string | null; name: string | null },
  words: InsightWords,
): string {
  const { t, language } = words;
  if (group === 'network') return networkName(key ?? '');
  if (group === 'language') return key === null ? t('out.noLanguage') : languageName(key, language);
  if (key === null) return t(group === 'team' ? 'out.noTeam' : 'out.elsewhere');
  return name ?? key;
}
