import type { OutputOf } from '../../../../src/contract/api.ts';
import { usePerson } from '../../../session.ts';
import { AskedView } from '../../../ui/AskedView.tsx';
import { Badge } from '../../../ui/Badge.tsx';
import { LinkButton } from '../../../ui/Button.tsx';
import { useAsked } from '../../../use-asked.ts';
import { intentWords } from '../../desk/readings/reading-words.ts';
import { dayOf } from '../../listening/figures/percent.ts';
import { Card } from '../Card.tsx';
import figure from '../Figure.module.css';
import { FigureTable } from '../FigureTable.tsx';
import { percent } from '../numbers.ts';
import { queryOf, type Slice } from '../slice.ts';
import { Without } from '../Without.tsx';
import { type InsightWords, useInsightWords } from '../words.ts';
import { oneDecimal } from './amounts.ts';
import type { OnOpen } from './Workload.tsx';

type What = 'intents' | 'tags';
type Row = OutputOf<'readTopics'>['rows'][number];
type Props = { slice: Slice; what: What; onWhat: (what: What) => void; onOpen: OnOpen };

/** More than these are in the file alone. */
const SHOWN = 12;

/** What customers write about, and which of it grows. */
export function Topics({ slice, what, onWhat, onOpen }: Props) {
  const words = useInsightWords();
  const { t, language } = words;
  const { brand } = usePerson();
  const [asked, again] = useAsked('readTopics', { brand: brand.id, query: { ...queryOf(slice), what } });
  return (
    <Card title={t('work.topics')} definition="topics">
      <div className={figure.opens}>
        <fieldset className={figure.segments} aria-label={t('work.topics')}>
          <button type="button" aria-pressed={what === 'intents'} onClick={() => onWhat('intents')}>
            {t('work.topicsOf')}
          </button>
          <button type="button" aria-pressed={what === 'tags'} onClick={() => onWhat('tags')}>
            {t('work.tagsOf')}
          </button>
        </fieldset>
      </div>
      <AskedView asked={asked} again={again}>
        {report => {
          const { rows, days, of, without } = report;
          // The answer to the other question may still be on the screen.
          const nameOf = (row: Row) => (report.what === 'intents' ? intentWords(row.topic, words) : row.topic);
          const growing = rows.filter(row => row.grows);
          const says =
            rows.length === 0 || of.before === 0
              ? t('work.topicsNone')
              : t('work.topicsSays', { n: growing.length, first: growing[0] === undefined ? '' : nameOf(growing[0]) });
          return (
            <>
              <p className={figure.says}>{says}</p>
              {rows.length > 0 && (
                <FigureTable
                  caption={t('work.inRows', { what: t('work.topics') })}
                  file={`topics-${report.what}`}
                  rows={rows.slice(0, SHOWN)}
                  keyOf={row => row.topic}
                  columns={[
                    {
                      id: 'topic',
                      label: t('work.topic'),
                      kind: 'words',
                      value: row => row.topic,
                      show: row => (
                        <>
                          <LinkButton onClick={() => onOpen(`${report.what}:${row.topic}`)}>
                            <bdi>{nameOf(row)}</bdi>
                          </LinkButton>{' '}
                          {row.grows && <Badge meaning="soon">{t('work.grows')}</Badge>}
                        </>
                      ),
                    },
                    { id: 'now', label: t('work.now'), kind: 'number', value: row => row.now },
                    { id: 'before', label: t('work.before'), kind: 'number', value: row => row.before },
                    {
                      id: 'times',
                      label: t('work.times'),
                      kind: 'number',
                      value: row => row.times,
                      show: row => timesWords(row, words),
                    },
                    {
                      id: 'chance_of_all',
                      label: t('work.chance'),
                      kind: 'number',
                      value: row => row.chanceOfAll,
                      show: row =>
                        row.chanceOfAll < 0.001
                          ? t('work.chanceUnder', { share: percent(0.001, language) })
                          : percent(row.chanceOfAll, language),
                    },
                  ]}
                />
              )}
              <p className={figure.def}>
                {t(report.what === 'intents' ? 'work.topicsAside' : 'work.tagsAside', {
                  from: dayOf(days.from, language),
                  to: lastDay(days.until, language),
                  now: of.now,
                  before: of.before,
                })}
              </p>
              <Without filters={without} />
            </>
          );
        }}
      </AskedView>
    </Card>
  );
}

function timesWords({ times, before, now }: Row, { t, language }: InsightWords): string {
  if (times !== null) return t('work.timesOf', { times: oneDecimal(times, language) });
  return before === 0 && now > 0 ? t('work.new') : '–';
}

function lastDay(until: string, language: string): string {
  return dayOf(new Date(Date.parse(until) - 86_400_000).toISOString(), language);
}
