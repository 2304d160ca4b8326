import { type FormEvent, useState } from 'react';
import {
  type ModerationDeed,
  REASON_LIMIT_CHARACTERS,
  REPORT_GROUNDS,
  type ReportGround,
} from '../../../../src/core/moderation.ts';
import type { MessageView } from '../../../../src/core/view.ts';
import { useWords } from '../../../strings/words.ts';
import { Button } from '../../../ui/Button.tsx';
import { Select, TextArea } from '../../../ui/Field.tsx';
import { DialogBox } from '../../../ui/overlay/DialogBox.tsx';
import { oneLine } from '../../../ui/safe-text.ts';
import styles from './ModerateMenu.module.css';
import { useModerate } from './use-moderate.ts';

type Props = { message: MessageView; deed: ModerationDeed; network: string; onClose: () => void };

/** What strikes a person or cannot be taken back: once more, with the reason. */
export function ReasonDialog({ message, deed, network, onClose }: Props) {
  const { t } = useWords();
  const moderate = useModerate();
  const [reason, setReason] = useState('');
  const [ground, setGround] = useState<ReportGround>('spam');
  const [busy, setBusy] = useState(false);
  const asked = deed === 'delete' || deed === 'block' ? deed : 'report';
  const name = oneLine(message.authorName) || t('queue.noName');

  async function submit(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    const isTaken = await moderate(message.id, { deed, reason, ground: deed === 'report' ? ground : null });
    setBusy(false);
    if (isTaken) onClose();
  }

  return (
    <DialogBox title={t(`moderate.ask.${asked}`, { network, name })} onClose={onClose}>
      <form className={styles.form} onSubmit={submit}>
        {message.text && (
          <blockquote className={styles.words} dir="auto">
            {oneLine(message.text)}
          </blockquote>
        )}
        <p className={styles.warn}>{t(`moderate.warn.${asked}`, { network, name })}</p>
        {deed === 'report' && (
          <Select
            label={t('moderate.ground')}
            value={ground}
            onChange={event => setGround(event.target.value as ReportGround)}
          >
            {REPORT_GROUNDS.map(one => (
              <option key={one} value={one}>
                {t(`moderate.ground.${one}`)}
              </option>
            ))}
          </Select>
        )}
        <TextArea
          label={t('moderate.reason')}
          help={t(deed === 'report' ? 'moderate.reasonReport' : 'moderate.reasonHelp', { network })}
          required
          autoFocus
          rows={3}
          maxLength={REASON_LIMIT_CHARACTERS}
          value={reason}
          onChange={event => setReason(event.target.value)}
        />
        <div className={styles.acts}>
          <Button look="quiet" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" look="danger" disabled={busy || reason.trim() === ''}>
            {t(`moderate.do.${deed}`)}
          </Button>
        </div>
      </form>
    </DialogBox>
  );
}
