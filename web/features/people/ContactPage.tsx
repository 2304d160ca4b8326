import { useEffect, useState } from 'react';
import type { OutputOf } from '../../../src/contract/api.ts';
import { address, ask } from '../../api.ts';
import { refusalWords } from '../../refusal-words.ts';
import { go } from '../../routes.ts';
import { usePerson } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { AskedView } from '../../ui/AskedView.tsx';
import { Avatar, NetworkMark } from '../../ui/Avatar.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { TextArea } from '../../ui/Field.tsx';
import { Page } from '../../ui/Page.tsx';
import { oneLine, webAddress } from '../../ui/safe-text.ts';
import { dayOf } from '../../ui/time.ts';
import { complain } from '../../ui/toast.ts';
import { asRefusal, useAsked } from '../../use-asked.ts';
import { History } from './History.tsx';
import { Known } from './Known.tsx';
import styles from './People.module.css';
import { Suggested } from './Suggested.tsx';
import { Timeline } from './Timeline.tsx';

type Opened = OutputOf<'openContact'>;

/** One person over all networks: who they are, and everything that was said. */
export function ContactPage({ id }: { id: string }) {
  const { t } = useWords();
  const { brand } = usePerson();
  const [asked, again] = useAsked('openContact', { brand: brand.id, id });
  const [turn, setTurn] = useState(0);
  const name = asked.kind === 'ready' ? oneLine(asked.value.contact.name) || t('queue.noName') : t('nav.people');
  function changed() {
    setTurn(now => now + 1);
    again();
  }
  return (
    <Page
      title={name}
      acts={
        <span className={styles.back}>
          <IconButton icon="back" label={t('action.back')} onClick={() => go({ screen: 'people', contact: null })} />
        </span>
      }
    >
      <AskedView asked={asked} again={again}>
        {opened => <ContactParts opened={opened} name={name} turn={turn} onChange={changed} />}
      </AskedView>
    </Page>
  );
}

type Parts = { opened: Opened; name: string; turn: number; onChange: () => void };

function ContactParts({ opened, name, turn, onChange }: Parts) {
  const { t, language } = useWords();
  const { brand } = usePerson();
  const { contact, conversations } = opened;
  const networks = [...new Set(contact.identities.map(one => one.network))];
  const avatarId = contact.identities.find(one => one.avatarId)?.avatarId;
  const picture = avatarId ? address('media', { brand: brand.id, id: avatarId, query: { size: 'thumb' } }) : null;
  return (
    <>
      <div className={styles.who}>
        <Avatar name={name} size={56} picture={picture} />
        <div>
          <h2>
            <bdi>{name}</bdi>
          </h2>
          <p className={styles.quiet}>
            {t('people.since', { day: dayOf(contact.createdAt, language) })} ·{' '}
            {t('people.talks', { n: conversations.length })}
          </p>
        </div>
      </div>
      <div className={styles.suggested}>
        <Suggested contactId={contact.id} turn={turn} onDone={onChange} />
      </div>
      <div className={styles.columns}>
        <section className={styles.section}>
          <h3>{t('people.allSaid')}</h3>
          <Timeline contactId={contact.id} networks={networks} turn={turn} />
        </section>
        <div>
          <section className={styles.section}>
            <h3>{t('person.knownAs')}</h3>
            <Identities contact={contact} />
          </section>
          <section className={styles.section}>
            <h3>{t('people.known')}</h3>
            <Known contact={contact} onChange={onChange} />
          </section>
          <section className={styles.section}>
            <ContactNotes contact={contact} />
          </section>
          <History contact={contact} turn={turn} onDone={onChange} />
        </div>
      </div>
    </>
  );
}

function Identities({ contact }: { contact: Opened['contact'] }) {
  const { t, language } = useWords();
  if (contact.identities.length === 0) return <p className={styles.quiet}>{t('people.notYetHeard')}</p>;
  return (
    <ul>
      {contact.identities.map(identity => {
        const href = webAddress(identity.profileUrl);
        const shown = oneLine(identity.handle ?? identity.name ?? '');
        const followers = identity.profile?.followers;
        const bio = oneLine(identity.profile?.bio ?? '');
        return (
          <li key={identity.id} className={styles.identity}>
            <NetworkMark network={identity.network} />
            <span className={styles.cut}>
              <bdi>
                {href ? (
                  <a href={href} target="_blank" rel="noopener noreferrer nofollow">
                    {shown}
                  </a>
                ) : (
                  shown
                )}
              </bdi>
              {bio && (
                <span className={`${styles.quiet} ${styles.cut}`} title={bio} dir="auto">
                  {bio}
                </span>
              )}
            </span>
            <span className={styles.quiet}>
              {identity.standing !== 'active'
                ? t(`person.standing.${identity.standing}`)
                : identity.wants === 'asked'
                  ? t(`templates.mark.${identity.wantsBy ?? 'words'}`)
                  : followers != null &&
                    t('people.followers', {
                      n: followers,
                      shown: new Intl.NumberFormat(language, { notation: 'compact' }).format(followers),
                    })}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function ContactNotes({ contact }: { contact: Opened['contact'] }) {
  const words = useWords();
  const { t } = words;
  const { brand, may } = usePerson();
  const [notes, setNotes] = useState(contact.notes);
  const [kept, setKept] = useState(contact.notes);
  useEffect(() => setNotes(contact.notes), [contact.notes]);
  async function save() {
    if (notes === kept) return;
    try {
      await ask('changeContact', { brand: brand.id, id: contact.id, body: { notes } });
      setKept(notes);
    } catch (error) {
      complain(refusalWords(asRefusal(error), words));
    }
  }
  return (
    <TextArea
      dir="auto"
      rows={5}
      label={t('person.notes')}
      value={notes}
      readOnly={!may('answer')}
      placeholder={t('person.notesEmpty')}
      onChange={event => setNotes(event.target.value)}
      onBlur={save}
    />
  );
}
