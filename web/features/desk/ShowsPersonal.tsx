import type { MessageView } from '../../../src/core/view.ts';
import { perform, useAvailableActions } from '../../actions/registry.ts';
import { useWords } from '../../strings/words.ts';
import { LinkButton } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import styles from './Post.module.css';
import { usePersonal } from './use-personal.ts';

/** What a stranger can do harm with; a telephone number or an address many give on purpose. */
const HARMFUL = ['card', 'iban', 'national_id'];

/** A customer's public post that shows what it should not: said once, with the ways to help them. */
export function ShowsPersonal({ message }: { message: MessageView }) {
  const { t } = useWords();
  const isTheirs = message.direction === 'in' && message.visibility === 'public' && message.deletedAt === null;
  const found = usePersonal(isTheirs ? message.text : null).find(({ kind }) => HARMFUL.includes(kind));
  const mayGoPrivate = useAvailableActions().some(({ id }) => id === 'private');
  if (!found) return null;
  return (
    <p className={styles.shows}>
      <b title={t('personal.badgeWhy')}>
        <Icon name="eye" size={12} /> {t('personal.badge', { what: t(`personal.${found.kind}`) })}
      </b>
      {mayGoPrivate && <LinkButton onClick={() => perform('private')}>{t('personal.private')}</LinkButton>}
    </p>
  );
}
