import { useEffect, useState } from 'react';
import type { OutputOf } from '../../../src/contract/api.ts';
import type { ConversationView } from '../../../src/core/view.ts';
import { ask } from '../../api.ts';
import { refusalWords } from '../../refusal-words.ts';
import { go } from '../../routes.ts';
import { usePerson } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { AskedView } from '../../ui/AskedView.tsx';
import { Avatar, NetworkMark } from '../../ui/Avatar.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { TextArea } from '../../ui/Field.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Moment } from '../../ui/Moment.tsx';
import { Page } from '../../ui/Page.tsx';
import { Ring } from '../../ui/Ring.tsx';
import { RouteLink } from '../../ui/RouteLink.tsx';
import { oneLine, webAddress } from '../../ui/safe-text.ts';
import { dayOf } from '../../ui/time.ts';
import { complain } from '../../ui/toast.ts';
import { asRefusal, useAsked } from '../../use-asked.ts';
import styles from './People.module.css';

type Opened = OutputOf<'openContact'>;

/** One person over all networks: who they are, and everything that was said. */
export function ContactPage({ id }: { id: string }) {
  const { t } = useWords();
  const { brand } = usePerson();
  const [asked, again] = useAsked('openContact', { brand: brand.id, id });
  const name = asked.kind === 'ready' ? oneLine(asked.value.contact.name) || t('queue.noName') : t('nav.people');
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
        {opened => <ContactParts opened={opened} name={name} />}
      </AskedView>
    </Page>
  );
}

function ContactParts({ opened, name }: { opened: Opened; name: string }) {
  const { t, language } = useWords();
  const { contact, conversations } = opened;
  return (
    <>
      <div className={styles.who}>
        <Avatar name={name} size={56} />
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
      <div className={styles.columns}>
        <section className={styles.section}>
          <h3>{t('people.timeline')}</h3>
          <div>
            {conversations.map(talk => (
              <Talk key={talk.id} talk={talk} />
            ))}
          </div>
        </section>
        <div>
          <section className={styles.section}>
            <h3>{t('person.knownAs')}</h3>
            <ul>
              {contact.identities.map(identity => {
                const href = webAddress(identity.profileUrl);
                const shown = oneLine(identity.handle ?? identity.name ?? '');
                return (
                  <li key={identity.id} className={styles.identity}>
                    <NetworkMark network={identity.network} />
                    <bdi className={styles.cut}>
                      {href ? (
                        <a href={href} target="_blank" rel="noopener noreferrer nofollow">
                          {shown}
                        </a>
                      ) : (
                        shown
                      )}
                    </bdi>
                    {identity.standing !== 'active' && (
                      <span className={styles.quiet}>{t(`person.standing.${identity.standing}`)}</span>
                    )}
                  </li>
                );
              })}
            </ul>
          </section>
          <ContactNotes contact={contact} />
        </div>
      </div>
    </>
  );
}

function Talk({ talk }: { talk: ConversationView }) {
  const { t } = useWords();
  return (
    <RouteLink className={styles.talk} to={{ screen: 'desk', conversation: talk.id }}>
      <NetworkMark network={talk.network} />
      <span className={styles.cut} dir="auto">
        {talk.visibility === 'private' && `${t('room.private')}: `}
        {oneLine(talk.preview) || t('queue.noWords')}
      </span>
      <span className={styles.quiet}>
        <Moment at={talk.lastMessageAt} />
      </span>
      {talk.turn ? <Ring turn={talk.turn} /> : talk.status === 'resolved' ? <Icon name="check" /> : <span />}
    </RouteLink>
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
