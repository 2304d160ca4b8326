import { memo } from 'react';
import type { MessageView } from '../../../src/core/view.ts';
import { useColleague, useColleagues } from '../../live/colleagues.ts';
import { usePerson } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Moment } from '../../ui/Moment.tsx';
import { SafeText } from '../../ui/SafeText.tsx';
import styles from './Note.module.css';

/** A word between colleagues, on paper of its own so that it cannot be taken for an answer. */
export const Note = memo(function Note({ message }: { message: MessageView }) {
  const { t } = useWords();
  const agent = useColleague(message.agentId);
  const { me } = usePerson();
  const colleagues = useColleagues();
  const named = message.mentions.flatMap(id => colleagues.get(id) ?? []);
  // A note of nobody's is a rule's, under its name.
  const name =
    agent?.name ?? (message.agentId === null ? t('rule.by', { rule: message.authorName }) : message.authorName);
  return (
    <article className={styles.note} aria-label={t('note.by', { name })} data-message={message.id}>
      <div className={styles.head}>
        <Icon name="note" size={14} />
        <b>
          <bdi>{name}</bdi>
        </b>
        <span>{t('note.only')}</span>
        <span className={styles.when}>
          <Moment at={message.at} />
        </span>
      </div>
      {named.length > 0 && (
        <p className={styles.named}>
          {named.map(one => (
            <Badge key={one.id} meaning={one.id === me.id ? 'ink' : 'plain'}>
              @{one.name}
            </Badge>
          ))}
        </p>
      )}
      <SafeText text={message.text} lang={message.lang} />
    </article>
  );
});
