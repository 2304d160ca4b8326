import { type RefObject, useRef, useState } from 'react';
import { Menu, MenuItem, Popover } from 'react-aria-components';
import type { OutputOf } from '../../../../src/contract/api.ts';
import { type ModerationDeed, matterOf, needsReason } from '../../../../src/core/moderation.ts';
import type { MessageView } from '../../../../src/core/view.ts';
import { usePerson } from '../../../session.ts';
import { useWords, type Words } from '../../../strings/words.ts';
import { Icon } from '../../../ui/Icon.tsx';
import overlay from '../../../ui/overlay/Overlay.module.css';
import { useAsked } from '../../../use-asked.ts';
import { DEED_ICONS } from './deed-icons.ts';
import styles from './ModerateMenu.module.css';
import { ReasonDialog } from './ReasonDialog.tsx';
import { useModerate } from './use-moderate.ts';

type Possible = OutputOf<'openModeration'>;
type Props = { message: MessageView; trigger: RefObject<HTMLButtonElement | null>; onClose: () => void };

/** What this network, this post and this role allow; the rest greyed, with the reason why not. */
export function ModerateMenu({ message, trigger, onClose }: Props) {
  const words = useWords();
  const { t } = words;
  const { brand } = usePerson();
  const [asked] = useAsked('openModeration', { brand: brand.id, id: message.id });
  const moderate = useModerate();
  // The menu closes itself; what follows it must not close with it.
  const isAsking = useRef(false);
  const [asking, setAsking] = useState<ModerationDeed | null>(null);
  const possible = asked.kind === 'ready' ? asked.value : null;
  if (asking && possible) {
    return <ReasonDialog message={message} deed={asking} network={possible.network} onClose={onClose} />;
  }

  function choose(deed: ModerationDeed) {
    if (needsReason(deed)) {
      isAsking.current = true;
      return setAsking(deed);
    }
    onClose();
    moderate(message.id, { deed });
  }

  // Placed once it is known how tall it is.
  if (asked.kind === 'loading') return null;
  const deeds = possible ? offered(possible.deeds, message) : [];
  return (
    <Popover
      triggerRef={trigger}
      isOpen
      onOpenChange={open => !open && !isAsking.current && onClose()}
      placement="bottom end"
      aria-label={t('moderate.menu')}
      className={overlay.popover ?? ''}
    >
      {asked.kind === 'ready' ? (
        <Menu
          aria-label={t('moderate.menu')}
          className={overlay.list ?? ''}
          autoFocus="first"
          shouldFocusWrap
          onClose={() => undefined}
          disabledKeys={deeds.flatMap(({ deed, why }) => (why === null ? [] : [deed]))}
          onAction={key => choose(key as ModerationDeed)}
        >
          {deeds.map(({ deed, why }) => (
            <MenuItem key={deed} id={deed} textValue={t(`moderate.do.${deed}`)} className={overlay.item ?? ''}>
              <Icon name={DEED_ICONS[deed]} size={16} />
              <span className={overlay.words}>
                {t(`moderate.do.${deed}`)}
                {why !== null && <span className={styles.why}>{whyNot(words, deed, why, asked.value.network)}</span>}
              </span>
            </MenuItem>
          ))}
        </Menu>
      ) : (
        <p className={overlay.none}>{asked.refusal.message || t('problem.unknown')}</p>
      )}
    </Popover>
  );
}

/** Of two opposites the one that would change something. */
function offered(deeds: Possible['deeds'], { moderation }: MessageView): Possible['deeds'] {
  const isDone = (deed: ModerationDeed) =>
    moderation.some(
      mark => mark.deed === deed && (mark.state === 'done' || mark.state === 'queued' || mark.state === 'doing'),
    );
  return deeds.filter(({ deed }) => {
    const matter = matterOf(deed);
    const isUndoing = deed !== matter;
    const hasOpposite = matter === 'like' || matter === 'hide' || matter === 'block';
    const failedUndoing = moderation.some(
      mark => mark.deed !== matter && matterOf(mark.deed) === matter && mark.state === 'failed',
    );
    const stands = isDone(matter) || failedUndoing;
    return !hasOpposite || isUndoing === stands;
  });
}

type Why = NonNullable<Possible['deeds'][number]['why']>;

function whyNot({ t }: Words, deed: ModerationDeed, why: Why, network: string): string {
  if (why === 'network')
    return t(matterOf(deed) === 'hide' ? 'moderate.why.noHiding' : 'moderate.why.network', { network });
  if (why === 'ours' || why === 'theirs') return t('moderate.why.not_there');
  return t(`moderate.why.${why}`, { network });
}
