import { useEffect } from 'react';
import type { OutputOf } from '../../../src/contract/api.ts';
import { useColleagues } from '../../live/colleagues.ts';
import { onEvent } from '../../live/store.ts';
import { usePerson } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { AskedView } from '../../ui/AskedView.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Page } from '../../ui/Page.tsx';
import { Ring } from '../../ui/Ring.tsx';
import { RouteLink } from '../../ui/RouteLink.tsx';
import { oneLine } from '../../ui/safe-text.ts';
import table from '../../ui/Table.module.css';
import { nowMs } from '../../ui/tick.ts';
import { shortTime } from '../../ui/time.ts';
import { useAsked } from '../../use-asked.ts';
import { nameOf } from '../desk/face.ts';
import { Held, Returned } from '../desk/replies/Held.tsx';
import styles from './Waiting.module.css';

/** What waits for a person here: answers for a lead's yes, and what we promised in our own words. */
export function Waiting() {
  const { t } = useWords();
  return (
    <Page title={t('waiting.title')}>
      <section className={styles.part} aria-labelledby="waiting-approvals">
        <h2 id="waiting-approvals">{t('waiting.approvals')}</h2>
        <Approvals />
      </section>
      <section className={styles.part} aria-labelledby="waiting-promises">
        <h2 id="waiting-promises">{t('waiting.promises')}</h2>
        <p className={styles.lead}>{t('waiting.promisesLead')}</p>
        <Promises />
      </section>
    </Page>
  );
}

function Approvals() {
  const words = useWords();
  const { t } = words;
  const { brand } = usePerson();
  const colleagues = useColleagues();
  const [asked, again] = useAsked('listApprovals', { brand: brand.id });
  useEffect(() => onEvent(({ data }) => data.kind.startsWith('message.') && again()), [again]);
  return (
    <AskedView asked={asked} again={again}>
      {({ rows }) =>
        rows.length === 0 ? (
          <Empty icon="check" title={t('waiting.none')}>
            {t('waiting.noneWhy')}
          </Empty>
        ) : (
          <div className={styles.cards}>
            {rows.map(({ message, conversation }) => (
              <article key={message.id} className={styles.card} aria-label={nameOf(conversation, words)}>
                <header className={styles.head}>
                  {conversation.turn && <Ring turn={conversation.turn} />}
                  <RouteLink to={{ screen: 'desk', conversation: conversation.id }}>
                    <bdi>{nameOf(conversation, words)}</bdi>
                  </RouteLink>
                  <span className={styles.quiet}>
                    {t('waiting.by', { name: colleagues.get(message.agentId ?? '')?.name ?? message.authorName })}
                  </span>
                </header>
                <p className={styles.words} dir="auto">
                  {message.text}
                </p>
                {message.delivery?.state === 'returned' ? <Returned message={message} /> : <Held message={message} />}
              </article>
            ))}
          </div>
        )
      }
    </AskedView>
  );
}

type Promised = OutputOf<'listOwnPromises'>;

function Promises() {
  const { t } = useWords();
  const { brand } = usePerson();
  const [asked, again] = useAsked('listOwnPromises', { brand: brand.id });
  useEffect(
    () =>
      onEvent(({ data }) => data.kind === 'conversation.changed' && data.change.startsWith('own_promise') && again()),
    [again],
  );
  return (
    <AskedView asked={asked} again={again}>
      {promised =>
        promised.rows.length === 0 ? (
          <Empty icon="clock" title={t('waiting.noPromises')}>
            {t('waiting.noPromisesWhy')}
          </Empty>
        ) : (
          <PromiseTable promised={promised} />
        )
      }
    </AskedView>
  );
}

function PromiseTable({ promised: { rows, counts } }: { promised: Promised }) {
  const { t, language } = useWords();
  const colleagues = useColleagues();
  const name = (id: string) => colleagues.get(id)?.name ?? t('happening.somebody');
  const sum = (which: 'kept' | 'broken') => counts.reduce((n, one) => n + one[which], 0);
  return (
    <>
      <p className={styles.quiet}>{t('waiting.counts', { kept: sum('kept'), broken: sum('broken') })}</p>
      <div className={styles.table}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{t('waiting.said')}</th>
              <th scope="col">{t('waiting.who')}</th>
              <th scope="col">{t('waiting.due')}</th>
              <th scope="col">{t('waiting.state')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, conversationId, phrase, agentId, dueAt, outcome }) => (
              <tr key={id}>
                <td>
                  <RouteLink to={{ screen: 'desk', conversation: conversationId }}>
                    <bdi>{oneLine(phrase)}</bdi>
                  </RouteLink>
                </td>
                <td>{name(agentId)}</td>
                <td>{shortTime(dueAt, language, nowMs())}</td>
                <td>
                  <Badge meaning={outcome === 'broken' ? 'broken' : outcome === 'kept' ? 'kept' : 'plain'}>
                    {t(`promised.state.${outcome === 'dropped' || outcome === null ? 'open' : outcome}`)}
                  </Badge>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
