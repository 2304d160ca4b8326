import { useEffect, useState } from 'react';
import type { OutputOf } from '../../../src/contract/api.ts';
import { type ApiRefusal, ask } from '../../api.ts';
import { refusalWords } from '../../refusal-words.ts';
import { usePerson } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { NetworkMark } from '../../ui/Avatar.tsx';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Moment } from '../../ui/Moment.tsx';
import { networkName } from '../../ui/networks.ts';
import { RouteLink } from '../../ui/RouteLink.tsx';
import { oneLine } from '../../ui/safe-text.ts';
import { asRefusal } from '../../use-asked.ts';
import styles from './Timeline.module.css';

type Said = OutputOf<'contactTimeline'>['rows'][number];
type Shown = { rows: Said[]; next: string | null };
type Filter = { network: string | null; visibility: 'public' | 'private' | null };

/** Everything that was said with one person, wherever it was, newest first. */
export function Timeline({ contactId, networks, turn }: { contactId: string; networks: string[]; turn: number }) {
  const words = useWords();
  const { t } = words;
  const { brand } = usePerson();
  const [filter, setFilter] = useState<Filter>({ network: null, visibility: null });
  const [shown, setShown] = useState<Shown | null>(null);
  const [refusal, setRefusal] = useState<ApiRefusal | null>(null);
  const { network, visibility } = filter;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` says that there is something new to read
  useEffect(() => {
    const stop = new AbortController();
    const query = { ...(network ? { network } : {}), ...(visibility ? { visibility } : {}) };
    ask('contactTimeline', { brand: brand.id, id: contactId, query, signal: stop.signal }).then(
      page => setShown(page),
      (error: unknown) => !stop.signal.aborted && setRefusal(asRefusal(error)),
    );
    return () => stop.abort();
  }, [brand.id, contactId, network, visibility, turn]);
  async function more() {
    if (!shown?.next) return;
    const query = { after: shown.next, ...(network ? { network } : {}), ...(visibility ? { visibility } : {}) };
    const page = await ask('contactTimeline', { brand: brand.id, id: contactId, query });
    setShown({ rows: [...shown.rows, ...page.rows], next: page.next });
  }
  if (refusal) return <p className={styles.quiet}>{refusalWords(refusal, words)}</p>;
  return (
    <div className={styles.timeline}>
      <Filters networks={networks} filter={filter} onChange={setFilter} />
      {shown?.rows.length === 0 && <p className={styles.quiet}>{t('people.nothingSaid')}</p>}
      <ol className={styles.said}>
        {shown?.rows.map(one => (
          <Line key={one.message.id} said={one} />
        ))}
      </ol>
      {shown?.next && <Button onClick={more}>{t('search.more')}</Button>}
    </div>
  );
}

function Filters({
  networks,
  filter,
  onChange,
}: {
  networks: string[];
  filter: Filter;
  onChange: (filter: Filter) => void;
}) {
  const { t } = useWords();
  const toggle = (visibility: 'public' | 'private') =>
    onChange({ ...filter, visibility: filter.visibility === visibility ? null : visibility });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a row everywhere
    <div className={styles.filters} role="group" aria-label={t('people.filter')}>
      <Chip on={filter.visibility === 'public'} onClick={() => toggle('public')}>
        {t('room.public')}
      </Chip>
      <Chip on={filter.visibility === 'private'} onClick={() => toggle('private')}>
        {t('room.private')}
      </Chip>
      {networks.length > 1 &&
        networks.map(network => (
          <Chip
            key={network}
            on={filter.network === network}
            onClick={() => onChange({ ...filter, network: filter.network === network ? null : network })}
          >
            {networkName(network)}
          </Chip>
        ))}
    </div>
  );
}

function Line({ said: { message, network } }: { said: Said }) {
  const { t } = useWords();
  const isPrivate = message.visibility === 'private';
  const words = message.deletedAt ? t('people.takenAway') : message.text.trim() || t('queue.noWords');
  return (
    <li
      className={isPrivate ? `${styles.line} ${styles.private}` : styles.line}
      data-ours={message.direction === 'out'}
    >
      <RouteLink to={{ screen: 'desk', conversation: message.conversationId }}>
        <span className={styles.head}>
          <NetworkMark network={network} />
          <b>
            <bdi>{oneLine(message.authorName)}</bdi>
          </b>
          {isPrivate && (
            <span className={styles.room}>
              <Icon name="lock" size={14} /> {t('room.private')}
            </span>
          )}
          <span className={styles.when}>
            <Moment at={message.at} />
          </span>
        </span>
        <span className={styles.words} dir="auto">
          {words}
        </span>
      </RouteLink>
    </li>
  );
}
