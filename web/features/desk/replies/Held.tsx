import { type FormEvent, useState } from 'react';
import type { MessageView } from '../../../../src/core/view.ts';
import { useColleague } from '../../../live/colleagues.ts';
import { usePerson } from '../../../session.ts';
import { useWords } from '../../../strings/words.ts';
import { Button, LinkButton } from '../../../ui/Button.tsx';
import { Field, TextArea } from '../../../ui/Field.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { useDeeds } from '../deeds.ts';
import styles from './Held.module.css';
import { whyWords } from './why-words.ts';

type Doing = 'edit' | 'return' | null;

/** An answer that waits for a lead: why, and for a lead what to do about it. The customer's clock runs on meanwhile. */
export function Held({ message }: { message: MessageView }) {
  const words = useWords();
  const { t } = words;
  const { me, may } = usePerson();
  const deeds = useDeeds();
  const [doing, setDoing] = useState<Doing>(null);
  const [stopped, setStopped] = useState(false);
  const isLead = may('lead');
  async function approve(more: { text?: string; anyway?: boolean }) {
    const verdict = await deeds.approve(message, more);
    setStopped(verdict === 'colleague_answered');
    if (verdict === 'done') setDoing(null);
  }
  return (
    <div className={styles.held}>
      <span className={styles.lead}>
        <Icon name="pause" size={14} /> {t(isLead ? 'approval.waitsForYou' : 'approval.waits')}
      </span>
      {message.approval && <span>{whyWords(message.approval, words)}</span>}
      {doing === null && (
        <span className={styles.acts}>
          {isLead && (
            <>
              <Button size="small" look="primary" onClick={() => approve({ anyway: stopped })}>
                <Icon name="check" size={16} /> {t(stopped ? 'approval.anyway' : 'approval.approve')}
              </Button>
              <Button size="small" onClick={() => setDoing('edit')}>
                {t('approval.edit')}
              </Button>
              <Button size="small" onClick={() => setDoing('return')}>
                {t('approval.return')}
              </Button>
            </>
          )}
          {(message.agentId === me.id || isLead) && (
            <LinkButton onClick={() => deeds.takeBack(message)}>{t('delivery.takeBack')}</LinkButton>
          )}
        </span>
      )}
      {doing === 'edit' && (
        <Editing message={message} onClose={() => setDoing(null)} onDone={text => approve({ text, anyway: stopped })} />
      )}
      {doing === 'return' && <Returning message={message} onClose={() => setDoing(null)} />}
    </div>
  );
}

type EditingProps = { message: MessageView; onClose: () => void; onDone: (text: string) => void };

function Editing({ message, onClose, onDone }: EditingProps) {
  const { t } = useWords();
  const [text, setText] = useState(message.text);
  function submit(event: FormEvent) {
    event.preventDefault();
    onDone(text);
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextArea label={t('approval.words')} dir="auto" value={text} onChange={event => setText(event.target.value)} />
      <Acts act={t('approval.sendEdited')} disabled={text.trim() === ''} onClose={onClose} />
    </form>
  );
}

function Returning({ message, onClose }: { message: MessageView; onClose: () => void }) {
  const { t } = useWords();
  const deeds = useDeeds();
  const [word, setWord] = useState('');
  async function submit(event: FormEvent) {
    event.preventDefault();
    await deeds.sendBack(message, word);
    onClose();
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <Field
        label={t('approval.word')}
        dir="auto"
        required
        maxLength={2000}
        value={word}
        onChange={event => setWord(event.target.value)}
      />
      <Acts act={t('approval.return')} disabled={word.trim() === ''} onClose={onClose} />
    </form>
  );
}

function Acts({ act, disabled, onClose }: { act: string; disabled: boolean; onClose: () => void }) {
  const { t } = useWords();
  return (
    <span className={styles.acts}>
      <Button type="submit" size="small" look="primary" disabled={disabled}>
        {act}
      </Button>
      <Button size="small" look="quiet" onClick={onClose}>
        {t('common.cancel')}
      </Button>
    </span>
  );
}

/** It came back: what the lead said, and the words to take up again. */
export function Returned({ message }: { message: MessageView }) {
  const { t } = useWords();
  const { me } = usePerson();
  const deeds = useDeeds();
  const lead = useColleague(message.approval?.by ?? null);
  return (
    <div className={styles.held}>
      <span className={styles.lead}>
        <Icon name="undo" size={14} /> {t('approval.cameBack', { name: lead?.name ?? t('happening.somebody') })}
      </span>
      <span dir="auto">“{message.approval?.word}”</span>
      {message.agentId === me.id && (
        <LinkButton onClick={() => deeds.takeBack(message)}>{t('approval.takeUp')}</LinkButton>
      )}
    </div>
  );
}

/** Who let it go, and what its author had written where the lead changed it. */
export function Approved({ message }: { message: MessageView }) {
  const { t } = useWords();
  const lead = useColleague(message.approval?.by ?? null);
  if (message.approval?.state !== 'approved') return null;
  const { textBefore } = message.approval;
  const name = lead?.name ?? t('happening.somebody');
  return (
    <span title={textBefore === null ? undefined : t('approval.was', { text: textBefore })}>
      · {t(textBefore === null ? 'approval.by' : 'approval.editedBy', { name })}
    </span>
  );
}
