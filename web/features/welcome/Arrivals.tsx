import { useEffect, useState } from 'react';
import type { MessageView } from '../../../src/core/view.ts';
import { ask } from '../../api.ts';
import { listenLive } from '../../live/connection.ts';
import { onEvent } from '../../live/store.ts';
import type { Brand } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Moment } from '../../ui/Moment.tsx';
import { oneLine } from '../../ui/safe-text.ts';
import { asRefusal } from '../../use-asked.ts';
import { languageBadge } from '../desk/language-badge.ts';
import styles from './Welcome.module.css';

/** As many as the tallest window shows. */
const SHOWN = 16;

type Arrival = { message: MessageView; network: string };

/** Customers as they arrive, the newest on top: the proof that it works. */
export function Arrivals({ brand }: { brand: Brand }) {
  const { t, chosen, language } = useWords();
  const [arrivals, setArrivals] = useState<Arrival[]>([]);
  const [heard, setHeard] = useState(0);
  const [people, setPeople] = useState<ReadonlySet<string>>(new Set());

  useEffect(() => {
    let hangUp: (() => void) | undefined;
    let stopped = false;
    const forget = onEvent(({ data }) => {
      if (data.kind !== 'message.added' || data.message.direction !== 'in') return;
      const { message } = data;
      setArrivals(before => [{ message, network: data.conversation.network }, ...before].slice(0, SHOWN));
      setHeard(n => n + 1);
      if (message.identityId) setPeople(before => new Set(before).add(message.identityId ?? ''));
    });
    ask('countConversations', { brand: brand.id }).then(({ seq }) => {
      if (!stopped) hangUp = listenLive({ brand: brand.id, after: seq, onGap: () => location.reload() });
    }, asRefusal);
    return () => {
      stopped = true;
      hangUp?.();
      forget();
    };
  }, [brand.id]);

  const number = new Intl.NumberFormat(language);
  if (arrivals.length === 0) {
    return (
      <Empty icon="people" title={t('welcome.nobodyYet')}>
        {t('welcome.nobodyYetWhy')}
      </Empty>
    );
  }
  return (
    <>
      <div className={styles.numbers}>
        <div>
          <b>{number.format(heard)}</b>
          <span>{t('welcome.posts', { n: heard })}</span>
        </div>
        <div>
          <b>{number.format(people.size)}</b>
          <span>{t('welcome.people', { n: people.size })}</span>
        </div>
      </div>
      <div className={styles.posts} role="log" aria-label={t('welcome.arriving')} aria-live="off">
        {arrivals.map(({ message, network }) => {
          const lang = languageBadge(message.lang, chosen);
          return (
            <div key={message.id} className={styles.post}>
              <Avatar name={message.authorName} network={network} />
              <div className={styles.words}>
                <div className={styles.head}>
                  <b>
                    <bdi>{oneLine(message.authorName)}</bdi>
                  </b>
                  {message.visibility === 'private' && (
                    <Badge meaning="private" icon="lock">
                      {t('room.private')}
                    </Badge>
                  )}
                  {lang && <Badge title={lang.name}>{lang.short}</Badge>}
                  <Moment at={message.at} />
                </div>
                <p className={styles.said} dir="auto" lang={message.lang ?? undefined}>
                  {oneLine(message.text)}
                </p>
              </div>
            </div>
          );
        })}
      </div>
    </>
  );
}
