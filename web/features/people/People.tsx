import { useEffect, useState } from 'react';
import type { OutputOf } from '../../../src/contract/api.ts';
import { type ApiRefusal, ask } from '../../api.ts';
import { onEvent } from '../../live/store.ts';
import { refusalWords } from '../../refusal-words.ts';
import { usePerson } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { Avatar, NetworkMark } from '../../ui/Avatar.tsx';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { RouteLink } from '../../ui/RouteLink.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { oneLine } from '../../ui/safe-text.ts';
import { asRefusal } from '../../use-asked.ts';
import { ContactPage } from './ContactPage.tsx';
import { Import } from './Import.tsx';
import styles from './People.module.css';
import { Perhaps } from './Perhaps.tsx';

/** Typing pauses this long before people are looked for. */
const PAUSE_MS = 180;

/** In the place of a contact in the address. */
const IMPORT = 'import';
const PERHAPS = 'perhaps';

type Contact = OutputOf<'listContacts'>['rows'][number];
type Found = { rows: Contact[]; next: string | null };

/** Who is this? Everybody who ever wrote, by name or handle. */
export function People({ contact }: { contact: string | null }) {
  const words = useWords();
  const { t } = words;
  const { brand, may } = usePerson();
  const [q, setQ] = useState('');
  const [found, setFound] = useState<Found | null>(null);
  const [refusal, setRefusal] = useState<ApiRefusal | null>(null);
  useEffect(() => {
    document.title = `${t('nav.people')} · Heed`;
  }, [t]);
  const [round, setRound] = useState(0);
  useEffect(
    () => onEvent(({ data }) => data.kind === 'settings.changed' && data.what === 'contacts' && setRound(n => n + 1)),
    [],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` is what asking again means
  useEffect(() => {
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const query = q.trim() ? { q: q.trim() } : {};
        const page = await ask('listContacts', { brand: brand.id, query, signal: stop.signal });
        setFound(page);
        setRefusal(null);
      } catch (error) {
        if (!stop.signal.aborted) setRefusal(asRefusal(error));
      }
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [brand.id, q, round]);

  async function more() {
    if (!found?.next) return;
    const query = { after: found.next, ...(q.trim() ? { q: q.trim() } : {}) };
    const page = await ask('listContacts', { brand: brand.id, query });
    setFound({ rows: [...found.rows, ...page.rows], next: page.next });
  }

  return (
    <div className={styles.screen}>
      <section className={contact ? `${styles.list} ${styles.away}` : styles.list} aria-label={t('people.label')}>
        <label className={styles.search}>
          <Icon name="search" size={16} />
          <input
            type="search"
            dir="auto"
            value={q}
            placeholder={t('people.search')}
            aria-label={t('people.search')}
            onChange={event => setQ(event.target.value)}
          />
        </label>
        <div className={styles.listActs}>
          <RouteLink to={{ screen: 'people', contact: PERHAPS }}>{t('people.perhapsAll')}</RouteLink>
          {may('lead') && <RouteLink to={{ screen: 'people', contact: IMPORT }}>{t('import.title')}</RouteLink>}
        </div>
        <div className={styles.rows}>
          {refusal && (
            <Empty icon="stop" title={t('problem.title')}>
              {refusalWords(refusal, words)}
            </Empty>
          )}
          {!refusal && !found && <Skeleton rows={8} label={t('common.loading')} />}
          {!refusal && found?.rows.length === 0 && (
            <Empty icon="people" title={t(q ? 'people.nobodyFound' : 'people.nobody')}>
              {t('people.nobodyWhy')}
            </Empty>
          )}
          {!refusal &&
            found?.rows.map(person => <PersonRow key={person.id} person={person} on={person.id === contact} />)}
          {found?.next && (
            <div className={styles.more}>
              <Button onClick={more}>{t('search.more')}</Button>
            </div>
          )}
        </div>
      </section>
      <div className={contact ? undefined : styles.away}>
        {contact === IMPORT ? (
          <Import />
        ) : contact === PERHAPS ? (
          <Perhaps />
        ) : contact ? (
          <ContactPage key={contact} id={contact} />
        ) : (
          <main className={styles.blank}>
            <Empty level={1} icon="person" title={t('people.choose')}>
              {t('people.chooseWhy')}
            </Empty>
          </main>
        )}
      </div>
    </div>
  );
}

function PersonRow({ person, on }: { person: Contact; on: boolean }) {
  const { t } = useWords();
  const name = oneLine(person.name) || t('queue.noName');
  const networks = [...new Set(person.identities.map(identity => identity.network))];
  const handle = person.identities[0]?.handle;
  return (
    <RouteLink
      className={styles.row}
      to={{ screen: 'people', contact: person.id }}
      aria-current={on ? 'true' : undefined}
    >
      <Avatar name={name} />
      <span className={styles.cut}>
        <b className={styles.cut}>
          <bdi>{name}</bdi>
        </b>
        {handle && (
          <span className={styles.quiet}>
            <bdi>{oneLine(handle)}</bdi>
          </span>
        )}
      </span>
      <span className={styles.marks}>
        {networks.map(network => (
          <NetworkMark key={network} network={network} />
        ))}
      </span>
    </RouteLink>
  );
}
