import type { OutputOf } from '../../../../src/contract/api.ts';
import { usePerson } from '../../../session.ts';
import { AskedView } from '../../../ui/AskedView.tsx';
import { Badge } from '../../../ui/Badge.tsx';
import { LinkButton } from '../../../ui/Button.tsx';
import { networkName } from '../../../ui/networks.ts';
import { RouteLink } from '../../../ui/RouteLink.tsx';
import { useAsked } from '../../../use-asked.ts';
import { type Behind, ComplaintList } from '../../listening/figures/ComplaintList.tsx';
import { lastDayOf, rateWords, StillCell, stillWords } from '../../listening/figures/figure-words.tsx';
import { Missed } from '../../listening/figures/Missed.tsx';
import { dayOf } from '../../listening/figures/percent.ts';
import { nameOf } from '../../listening/QueryList.tsx';
import { Card, One, Two } from '../Card.tsx';
import { Chart } from '../charts/Chart.tsx';
import { Trend } from '../charts/Trend.tsx';
import { Definition } from '../Definition.tsx';
import figure from '../Figure.module.css';
import { percent } from '../numbers.ts';
import type { PartProps } from '../parts.ts';
import { Small } from '../Small.tsx';
import { queryOf } from '../slice.ts';
import { useInsightWords } from '../words.ts';
import { Delays } from './Delays.tsx';
import styles from './Heard.module.css';
import { type Line, Parts } from './Parts.tsx';

export type Report = OutputOf<'readHeard'>;

/** Of all they say about us, how much reaches us; where, how soon, and what nobody can hear. */
export function Heard({ slice, kept, onKeep }: PartProps) {
  const { brand } = usePerson();
  const { t } = useInsightWords();
  const [asked, again] = useAsked('readHeard', { brand: brand.id, query: queryOf(slice) });
  const [queries] = useAsked('listQueries', { brand: brand.id });
  const names = new Map(queries.kind === 'ready' ? queries.value.rows.map(row => [row.id, nameOf(row)]) : []);
  const open = (which: string) => onKeep('complaints', which);
  return (
    <AskedView asked={asked} again={again}>
      {report => {
        const behind = behindOf(kept['complaints'], report, names, t('figures.everything'));
        if (behind !== null)
          return (
            <div className={styles.complaints}>
              <ComplaintList key={kept['complaints']} behind={behind} onClose={() => history.back()} />
            </div>
          );
        return (
          <>
            <Hero report={report} onOpen={open} />
            <Two>
              <StillCard report={report} />
              <MissedCard />
            </Two>
            <Two>
              <ByNetwork report={report} onOpen={open} />
              <ByQuery report={report} names={names} onOpen={open} />
            </Two>
            <One>
              <Delays report={report} />
            </One>
            <One>
              <Cannot report={report} />
            </One>
          </>
        );
      }}
    </AskedView>
  );
}

/** `all`, `network:…`, `query:…` or `week:…`, as the address has it. */
function behindOf(
  which: string | undefined,
  report: Report,
  names: ReadonlyMap<string, string>,
  everything: string,
): Behind | null {
  if (which === undefined) return null;
  const since = report.fromWeek;
  const [kind, ...rest] = which.split(':');
  const value = rest.join(':');
  if (kind === 'network') return { name: networkName(value), network: value, since };
  if (kind === 'query') return { name: names.get(value) ?? '', query: value, since };
  if (kind === 'week') return { name: value, week: value };
  return { name: everything, since };
}

type OnOpen = (which: string) => void;

function Hero({ report, onOpen }: { report: Report; onOpen: OnOpen }) {
  const { t, language } = useInsightWords();
  const { whole, fromWeek, toWeek } = report;
  return (
    <section className={figure.hero}>
      <div>
        <h2>{t('heard.title')}</h2>
        {whole.standing === 'enough' && whole.rate !== null ? (
          <p className={`${figure.number} ${styles.heard}`}>
            {Math.round(whole.rate * 100)}
            <small>%</small>
          </p>
        ) : (
          <p className={`${figure.number} ${styles.heard}`}>
            {whole.complaints > 0 ? `${whole.untagged} / ${whole.complaints}` : '–'}
          </p>
        )}
        <p className={figure.name}>
          {t('figures.unheard')} <Badge meaning="heard">{t('figures.untagged')}</Badge>
        </p>
        <p>{rateWords(whole, t, language)}</p>
        <Definition name="unheard" barred />
        <p className={figure.opens}>
          {whole.complaints > 0 && <LinkButton onClick={() => onOpen('all')}>{t('figures.rows')}</LinkButton>}
          <RouteLink to={{ screen: 'listening', query: 'figures' }}>{t('heard.detail')}</RouteLink>
        </p>
        <p className={figure.def}>
          {t('figures.period', { from: dayOf(fromWeek, language), to: lastDayOf(toWeek, language) })}
        </p>
      </div>
      <ByWeek report={report} onOpen={onOpen} />
    </section>
  );
}

function ByWeek({ report, onOpen }: { report: Report; onOpen: OnOpen }) {
  const { t, language } = useInsightWords();
  const weeks = report.weeks.toReversed();
  const name = (week: string) => `${dayOf(week, language)} – ${lastDayOf(week, language)}`;
  const says = t('heard.trendSays', { n: weeks.length });
  if (weeks.length === 0)
    return (
      <Card title={t('heard.trend')}>
        <Small>{says}</Small>
      </Card>
    );
  return (
    <Chart
      title={t('heard.trend')}
      says={says}
      table={{
        caption: t('heard.trend'),
        file: 'unheard-by-week',
        rows: weeks,
        keyOf: row => row.week,
        columns: [
          {
            id: 'week',
            label: t('heard.week'),
            value: row => row.week,
            show: row =>
              row.kept ? (
                <LinkButton onClick={() => onOpen(`week:${row.week}`)}>{name(row.week)}</LinkButton>
              ) : (
                <span title={t('figures.forgotten')}>{name(row.week)}</span>
              ),
          },
          { id: 'complaints', label: t('heard.complaints'), kind: 'number', value: row => row.complaints },
          { id: 'untagged', label: t('heard.untagged'), kind: 'number', value: row => row.untagged },
          {
            id: 'rate',
            label: t('heard.rate'),
            kind: 'number',
            value: row => row.rate,
            show: row => (row.standing === 'enough' && row.rate !== null ? percent(row.rate, language) : '–'),
          },
        ],
      }}
    >
      {width => (
        <Trend
          width={width}
          name={t('heard.trend')}
          most={1}
          height={240}
          write={value => percent(value, language)}
          points={weeks.map(({ week, standing, rate, interval }) => ({
            key: week,
            words: dayOf(week, language),
            value: standing === 'enough' ? rate : null,
            low: interval.low,
            high: interval.high,
          }))}
        />
      )}
    </Chart>
  );
}

function StillCard({ report }: { report: Report }) {
  const { t } = useInsightWords();
  const { still } = report.whole;
  return (
    <Card title={t('figures.still')} definition="stillUnheard">
      <p className={styles.big}>
        <StillCell still={still} />
      </p>
      <p>
        {stillWords(still, t)}{' '}
        {still.kind !== 'nothing' && t('figures.looks', { first: still.first, second: still.second, both: still.both })}
      </p>
    </Card>
  );
}

function MissedCard() {
  const { t } = useInsightWords();
  return (
    <Card title={t('figures.missed')} definition="missed">
      <Missed bare />
    </Card>
  );
}

function ByNetwork({ report, onOpen }: { report: Report; onOpen: OnOpen }) {
  const { t, language } = useInsightWords();
  const lines = report.networks.flatMap(({ network, figure: one }): Line[] =>
    one === null
      ? []
      : [{ key: network, name: networkName(network), figure: one, onOpen: () => onOpen(`network:${network}`) }],
  );
  const most = lines
    .filter(line => line.figure.standing === 'enough')
    .toSorted((a, b) => (b.figure.rate ?? 0) - (a.figure.rate ?? 0))[0];
  const says =
    lines.length < 2 || most === undefined
      ? t('heard.networksSay', { n: Math.min(lines.length, 1), network: '', share: '' })
      : t('heard.networksSay', {
          n: lines.length,
          network: most.name,
          share: percent(most.figure.rate ?? 0, language),
        });
  return (
    <Parts
      title={t('figures.byNetwork')}
      says={says}
      first={t('heard.network')}
      file="unheard-by-network"
      lines={lines}
    />
  );
}

function ByQuery({ report, names, onOpen }: { report: Report; names: ReadonlyMap<string, string>; onOpen: OnOpen }) {
  const { t } = useInsightWords();
  const lines = report.queries.map(
    (one): Line => ({
      key: one.queryId,
      name: names.get(one.queryId) ?? one.queryId,
      figure: one,
      onOpen: () => onOpen(`query:${one.queryId}`),
    }),
  );
  const says = t('heard.queriesSay', { n: lines.length });
  return (
    <Parts title={t('figures.byQuery')} says={says} first={t('heard.query')} file="unheard-by-query" lines={lines} />
  );
}

/** In the connector's own words, which docs/networks.md has too. */
function Cannot({ report }: { report: Report }) {
  const { t } = useInsightWords();
  const { networks } = report;
  return (
    <Card title={t('heard.cannot')} says={t(networks.length === 0 ? 'heard.cannotNone' : 'heard.cannotSays')}>
      <dl className={styles.cannot}>
        {networks.map(({ network, name, channels, cannotHear }) => (
          <div key={network}>
            <dt>
              {name}
              {channels === 0 && <small>{t('heard.noChannel')}</small>}
            </dt>
            <dd>
              <ul lang="en">
                {cannotHear.map(sentence => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
