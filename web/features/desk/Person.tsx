import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { keysOf } from '../../actions/action.ts';
import { perform } from '../../actions/registry.ts';
import { ask } from '../../api.ts';
import type { Detail } from '../../live/detail.ts';
import { changeAround } from '../../live/store.ts';
import { refusalWords } from '../../refusal-words.ts';
import { usePerson } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { NetworkMark } from '../../ui/Avatar.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { IconButton, LinkButton } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { Moment } from '../../ui/Moment.tsx';
import { Ring } from '../../ui/Ring.tsx';
import { RouteLink } from '../../ui/RouteLink.tsx';
import { oneLine, webAddress } from '../../ui/safe-text.ts';
import { dayOf } from '../../ui/time.ts';
import { complain } from '../../ui/toast.ts';
import { asRefusal } from '../../use-asked.ts';
import { Known } from '../people/Known.tsx';
import { Suggested } from '../people/Suggested.tsx';
import { nameOf } from './face.ts';
import styles from './Person.module.css';
import { RiskSection } from './readings/RiskSection.tsx';

/** Who this is: what they are known as, what was said before, and what colleagues should know. */
export function Person({ detail }: { detail: Detail }) {
  const words = useWords();
  const { t } = words;
  return (
    <aside className={styles.person} aria-label={t('person.label')}>
      <div className={styles.top}>
        <h2>
          <bdi>{nameOf(detail.conversation, words)}</bdi>
        </h2>
        <IconButton
          icon="forward"
          label={t('menu.withKey', { name: t('action.foldPerson'), key: keysOf('foldPerson') })}
          onClick={() => perform('foldPerson')}
        />
      </div>
      <div className={styles.scroll}>
        <Facts detail={detail} />
        <RiskSection key={detail.conversation.id} detail={detail} />
        <SuggestedHere detail={detail} />
        <Identities detail={detail} />
        <KnownHere detail={detail} />
        <Tags detail={detail} />
        {detail.contact && <Notes key={detail.contact.id} detail={detail} />}
        <Earlier detail={detail} />
      </div>
    </aside>
  );
}

function Section({ title, end, children }: { title: string; end?: ReactNode; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h3>
        {title}
        {end && <span className={styles.end}>{end}</span>}
      </h3>
      {children}
    </section>
  );
}

function Facts({ detail }: { detail: Detail }) {
  const { t, language } = useWords();
  const { contact, conversation } = detail;
  const earlier = earlierOf(detail);
  const number = new Intl.NumberFormat(language);
  const answered = detail.turns.filter(turn => turn.outcome === 'answered');
  const kept = answered.filter(turn => turn.breachedAt === null);
  return (
    <div className={styles.section}>
      <div className={styles.facts}>
        <span>
          <b>{contact ? dayOf(contact.createdAt, language) : dayOf(conversation.openedAt, language)}</b>
          {t('person.firstMet')}
        </span>
        <span>
          <b>{number.format(earlier.length)}</b>
          {t('person.earlierTalks', { n: earlier.length })}
        </span>
        {answered.length > 0 && (
          <span>
            <b>{t('person.keptOf', { kept: kept.length, all: answered.length })}</b>
            {t('person.promisesKept')}
          </span>
        )}
      </div>
    </div>
  );
}

function Identities({ detail }: { detail: Detail }) {
  const { t } = useWords();
  const { contact, conversation } = detail;
  const face = conversation.face;
  const identities = contact?.identities ?? [];
  if (identities.length === 0 && !face) return null;
  return (
    <Section title={t('person.knownAs')}>
      <ul className={styles.identities}>
        {identities.length === 0 && face && (
          <li>
            <NetworkMark network={conversation.network} />
            <bdi className={styles.cut}>{oneLine(face.handle ?? face.name)}</bdi>
          </li>
        )}
        {identities.map(identity => {
          const shown = oneLine(identity.handle ?? identity.name ?? '');
          const href = webAddress(identity.profileUrl);
          return (
            <li key={identity.id}>
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
              <span className={styles.end}>
                {identity.standing !== 'active'
                  ? t(`person.standing.${identity.standing}`)
                  : identity.id === face?.identityId && t('person.here')}
              </span>
              {identity.wants === 'asked' && (
                <span className={styles.wants}>{t(`templates.mark.${identity.wantsBy ?? 'words'}`)}</span>
              )}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

/** So often something was changed about the person since this was opened. */
function turnOf({ happenings }: Detail): number {
  return happenings.filter(one => one.change === 'person').length;
}

function SuggestedHere({ detail }: { detail: Detail }) {
  const { brand } = usePerson();
  const { contact, conversation } = detail;
  const turn = turnOf(detail);
  const again = useCallback(async () => {
    try {
      const opened = await ask('openConversation', { brand: brand.id, id: conversation.id });
      changeAround(conversation.id, { contact: opened.contact, earlierConversations: opened.earlierConversations });
    } catch (error) {
      // Shown as it was; the line that tells of a lost connection stands above all of it.
      asRefusal(error);
    }
  }, [brand.id, conversation.id]);
  // Somebody else has changed the person, or put two together.
  useEffect(() => {
    if (turn > 0) void again();
  }, [turn, again]);
  return contact && <Suggested contactId={contact.id} turn={turn} onDone={() => void again()} />;
}

function KnownHere({ detail }: { detail: Detail }) {
  const { t } = useWords();
  const { may } = usePerson();
  const { contact, conversation } = detail;
  if (!contact || !may('read_people')) return null;
  const page = <RouteLink to={{ screen: 'people', contact: contact.id }}>{t('nav.people')}</RouteLink>;
  return (
    <Section title={t('people.known')} end={page}>
      <Known contact={contact} onChange={changed => changeAround(conversation.id, { contact: changed })} />
    </Section>
  );
}

function Tags({ detail }: { detail: Detail }) {
  const { t } = useWords();
  const { may } = usePerson();
  const { tags } = detail.conversation;
  const add = may('answer') && (
    <LinkButton onClick={() => perform('tag')}>
      {t('tag.change')} <Kbd keys={keysOf('tag')} />
    </LinkButton>
  );
  return (
    <Section title={t('person.tags')} end={add}>
      {tags.length === 0 ? (
        <p className={styles.quiet}>{t('person.noTags')}</p>
      ) : (
        <div className={styles.tags}>
          {tags.map(tag => (
            <Badge key={tag}>{oneLine(tag)}</Badge>
          ))}
        </div>
      )}
    </Section>
  );
}

/** Saved when the person leaves the field; the words stay where they are if that fails. */
function Notes({ detail }: { detail: Detail }) {
  const words = useWords();
  const { t } = words;
  const { brand, may } = usePerson();
  const contact = detail.contact;
  const [notes, setNotes] = useState(contact?.notes ?? '');
  useEffect(() => setNotes(contact?.notes ?? ''), [contact?.notes]);
  if (!contact) return null;
  async function save() {
    if (!contact || notes === contact.notes) return;
    try {
      const done = await ask('changeContact', { brand: brand.id, id: contact.id, body: { notes } });
      changeAround(detail.conversation.id, { contact: done.contact });
    } catch (error) {
      complain(refusalWords(asRefusal(error), words));
    }
  }
  return (
    <Section title={t('person.notes')} end={notes !== contact.notes && t('person.notesUnsaved')}>
      <div className={styles.notes}>
        <textarea
          dir="auto"
          value={notes}
          readOnly={!may('answer')}
          aria-label={t('person.notes')}
          placeholder={t('person.notesEmpty')}
          onChange={event => setNotes(event.target.value)}
          onBlur={save}
        />
      </div>
    </Section>
  );
}

function Earlier({ detail }: { detail: Detail }) {
  const { t } = useWords();
  const earlier = earlierOf(detail);
  if (earlier.length === 0) return null;
  return (
    <Section title={t('person.earlier')}>
      <div className={styles.talks}>
        {earlier.map(talk => (
          <RouteLink key={talk.id} className={styles.talk} to={{ screen: 'desk', conversation: talk.id }}>
            <NetworkMark network={talk.network} />
            <span className={styles.cut} dir="auto">
              {oneLine(talk.preview) || t('queue.noWords')}
            </span>
            {talk.turn ? (
              <Ring turn={talk.turn} />
            ) : (
              <span className={styles.quiet}>
                {talk.visibility === 'private' ? <Icon name="lock" size={14} /> : <Moment at={talk.lastMessageAt} />}
              </span>
            )}
          </RouteLink>
        ))}
      </div>
    </Section>
  );
}

/** The other room of the same matter is no earlier talk: it has its own door. */
function earlierOf({ earlierConversations, linked }: Detail) {
  return earlierConversations.filter(talk => talk.id !== linked?.id);
}
