import { useColleagues } from '../../../live/colleagues.ts';
import { Badge } from '../../../ui/Badge.tsx';
import { Moment } from '../../../ui/Moment.tsx';
import { networkName } from '../../../ui/networks.ts';
import { RouteLink } from '../../../ui/RouteLink.tsx';
import { oneLine } from '../../../ui/safe-text.ts';
import figure from '../Figure.module.css';
import { FigureTable } from '../FigureTable.tsx';
import { useInsightWords } from '../words.ts';
import styles from './Crisis.module.css';
import type { Holdings } from './Holding.tsx';

type Told = Holdings['people'][number];

/** Everybody who was told to wait, those without an answer first: each of them is owed one. */
export function FollowUp({ people }: { people: readonly Told[] }) {
  const { t } = useInsightWords();
  const colleagues = useColleagues();
  const told = people.filter(({ state }) => state !== 'left_out');
  const done = told.filter(({ answeredAt }) => answeredAt !== null).length;
  return (
    <div>
      <h4 className={styles.day}>{t('crisis.followUp')}</h4>
      <p className={figure.says}>{t('crisis.followSays', { done, n: told.length })}</p>
      <FigureTable<Told>
        caption={t('crisis.followUp')}
        file="crisis-follow-up"
        rows={people}
        keyOf={row => row.messageId}
        columns={[
          {
            id: 'who',
            label: t('crisis.col.who'),
            value: row => row.name ?? row.handle,
            show: row => (
              <RouteLink to={{ screen: 'desk', conversation: row.conversationId }}>
                <bdi>{oneLine(row.name ?? row.handle ?? t('rows.unknown'))}</bdi>
              </RouteLink>
            ),
          },
          {
            id: 'network',
            label: t('crisis.col.where'),
            value: row => row.network,
            show: row => networkName(row.network),
          },
          {
            id: 'told_at',
            label: t('crisis.col.told'),
            value: row => row.toldAt,
            show: row => <ToldAt row={row} />,
            kind: 'words',
          },
          {
            id: 'answered_at',
            label: t('crisis.col.answered'),
            value: row => row.answeredAt,
            show: row => {
              if (row.answeredAt === null)
                return row.isWaiting ? (
                  <Badge meaning={row.breachedAt ? 'broken' : 'soon'}>{t('crisis.notAnswered')}</Badge>
                ) : (
                  '–'
                );
              const who = colleagues.get(row.answeredBy ?? '')?.name;
              return (
                <>
                  <Badge meaning="kept">{t('crisis.doneAt')}</Badge> <Moment at={row.answeredAt} />{' '}
                  {who && <small>{who}</small>}
                </>
              );
            },
          },
        ]}
      />
    </div>
  );
}

/** When it stood on the network; else how far it has come, or why they did not get it. */
function ToldAt({ row }: { row: Told }) {
  const { t } = useInsightWords();
  if (row.toldAt !== null) return <Moment at={row.toldAt} />;
  if (row.state === 'left_out') return <small>{reasonWords(row.reason, t)}</small>;
  if (row.delivery === 'failed' || row.delivery === 'unsure') return <small>{row.said ?? t('crisis.failed')}</small>;
  return <small>{t(row.state === 'planned' ? 'crisis.planned' : 'crisis.onItsWay')}</small>;
}

/** A word of ours is said in the reader's language; what a network said stands as it said it. */
function reasonWords(reason: string | null, t: ReturnType<typeof useInsightWords>['t']): string {
  if (reason === 'stopped' || reason === 'author_gone') return t(`crisis.why.${reason}`);
  const known = WHYS.find(one => one === reason);
  return known ? t(`crisis.why.${known}`) : (reason ?? '–');
}

const WHYS = [
  'not_waiting',
  'danger',
  'told',
  'same_person',
  'language',
  'incomplete',
  'too_long',
  'network',
  'claimed',
] as const;
