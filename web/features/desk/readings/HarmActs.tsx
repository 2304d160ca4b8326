import type { MessageView } from '../../../../src/core/view.ts';
import { perform, useAvailableActions } from '../../../actions/registry.ts';
import { usePerson } from '../../../session.ts';
import { useWords } from '../../../strings/words.ts';
import { LinkButton } from '../../../ui/Button.tsx';
import { useAsked } from '../../../use-asked.ts';
import { useModerate } from '../moderation/use-moderate.ts';
import styles from './ReadingLine.module.css';

/** The ways to help somebody who shows strangers too much: hide the post where the network allows it, go on in private. */
export function HarmActs({ message }: { message: MessageView }) {
  const { t } = useWords();
  const { brand, may } = usePerson();
  const moderate = useModerate();
  const mayGoPrivate = useAvailableActions().some(({ id }) => id === 'private');
  const mayHide = may('answer') && message.remoteId !== null && !isHidden(message);
  const [asked] = useAsked('openModeration', mayHide ? { brand: brand.id, id: message.id } : null);
  const offersHiding =
    mayHide && asked.kind === 'ready' && asked.value.deeds.some(({ deed, why }) => deed === 'hide' && why === null);
  return (
    <span className={styles.acts}>
      {offersHiding && (
        <LinkButton onClick={() => void moderate(message.id, { deed: 'hide' })}>{t('triage.hide')}</LinkButton>
      )}
      {mayGoPrivate && <LinkButton onClick={() => perform('private')}>{t('personal.private')}</LinkButton>}
    </span>
  );
}

/** Hidden, or being hidden. */
function isHidden({ moderation }: MessageView): boolean {
  return moderation.some(({ deed, state }) => deed === 'hide' && state !== 'failed');
}
