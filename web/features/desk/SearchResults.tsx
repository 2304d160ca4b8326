import { Fragment, useEffect, useState } from 'react';
import type { OutputOf } from '../../../src/contract/api.ts';
import { type ApiRefusal, ask } from '../../api.ts';
import { holdRows } from '../../live/store.ts';
import { refusalWords } from '../../refusal-words.ts';
import { usePerson } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Moment } from '../../ui/Moment.tsx';
import { RouteLink } from '../../ui/RouteLink.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { oneLine } from '../../ui/safe-text.ts';
import { asRefusal } from '../../use-asked.ts';
import { avatarOf, nameOf } from './face.ts';
import { marked } from './marked.ts';
import styles from './SearchResults.module.css';

/** Typing pauses this long before the words are looked for. */
const PAUSE_MS = 180;

type Hit = OutputOf<'search'>['rows'][number];
type Found = { text: string; rows: Hit[]; next: string | null };

/** Conversations in which the words were said, newest first. */
export function SearchResults({ text, selected }: { text: string; selected: string | null }) {
  const words = useWords();
  const { t } = words;
  const { brand } = usePerson();
  const [found, setFound] = useState<Found | null>(null);
  const [refusal, setRefusal] = useState<ApiRefusal | null>(null);

  useEffect(() => {
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const page = await ask('search', { brand: brand.id, query: { q: text }, signal: stop.signal });
        holdRows(page.rows.map(hit => hit.conversation));
        setFound({ text, rows: page.rows, next: page.next });
        setRefusal(null);
      } catch (error) {
        if (!stop.signal.aborted) setRefusal(asRefusal(error));
      }
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [brand.id, text]);

  async function more() {
    if (!found?.next) return;
    try {
      const page = await ask('search', { brand: brand.id, query: { q: text, after: found.next } });
      setFound({ text, rows: [...found.rows, ...page.rows], next: page.next });
    } catch (error) {
      setRefusal(asRefusal(error));
    }
  }

  if (refusal)
    return (
      <Empty icon="stop" title={t('search.failed')}>
        {refusalWords(refusal, words)}
      </Empty>
    );
  if (!found) return <Skeleton rows={5} label={t('search.looking')} />;
  if (found.rows.length === 0) {
    return (
      <Empty icon="search" title={t('search.nothing', { text: oneLine(found.text) })}>
        {t('search.nothingWhy')}
      </Empty>
    );
  }
  return (
    <ul className={styles.results} aria-label={t('search.results')}>
      {found.rows.map((hit, index) => (
        <li key={hit.message?.id ?? `${hit.conversation.id} ${index}`}>
          <Result hit={hit} text={found.text} on={hit.conversation.id === selected} />
        </li>
      ))}
      {found.next && (
        <li className={styles.more}>
          <Button onClick={more}>{t('search.more')}</Button>
        </li>
      )}
    </ul>
  );
}

function Result({ hit, text, on }: { hit: Hit; text: string; on: boolean }) {
  const words = useWords();
  const { brand } = usePerson();
  const { conversation, message } = hit;
  const name = nameOf(conversation, words);
  return (
    <RouteLink
      to={{ screen: 'desk', conversation: conversation.id }}
      className={on ? `${styles.result} ${styles.on}` : styles.result}
      aria-current={on ? 'true' : undefined}
    >
      <Avatar name={name} network={conversation.network} picture={avatarOf(conversation, brand.id)} />
      <span className={styles.words}>
        <bdi className={styles.name}>{name}</bdi>
        <span className={styles.found} dir="auto">
          {marked(oneLine(message?.text ?? conversation.preview), text).map((part, index) =>
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change order
            part.on ? <mark key={index}>{part.text}</mark> : <Fragment key={index}>{part.text}</Fragment>,
          )}
        </span>
      </span>
      <span className={styles.when}>
        <Moment at={message?.at ?? conversation.lastMessageAt} />
      </span>
    </RouteLink>
  );
}
