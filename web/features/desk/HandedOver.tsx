import { type FormEvent, useState } from 'react';
import type { MessageView } from '../../../src/core/view.ts';
import { useColleague } from '../../live/colleagues.ts';
import { useWords } from '../../strings/words.ts';
import { Button, LinkButton } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { oneLine, webAddress } from '../../ui/safe-text.ts';
import { nowMs } from '../../ui/tick.ts';
import { localMinute, shortTime } from '../../ui/time.ts';
import styles from './Delivery.module.css';
import { useDeeds } from './deeds.ts';

type Props = { message: MessageView; networkName: string };

/** An answer somebody took to the network's own page: it counts once it is seen there, or once somebody says that it is there. */
export function HandedOver({ message, networkName }: Props) {
  const { t, language } = useWords();
  const deeds = useDeeds();
  const agent = useColleague(message.agentId);
  const [saying, setSaying] = useState(false);
  const page = webAddress(message.url);
  const handedAt = message.delivery?.handedAt ?? message.at;
  const name = agent?.name ?? oneLine(message.authorName);
  const time = shortTime(handedAt, language, nowMs());
  return (
    <>
      <span className={`${styles.lead} ${styles.unsure}`}>
        <Icon name="out" size={14} /> {t('handOff.by', { network: networkName, name, time })}
      </span>
      <span>{t('handOff.counts')}</span>
      {!saying && (
        <>
          <LinkButton onClick={() => setSaying(true)}>{t('delivery.itIsThere')}</LinkButton>·
          <LinkButton onClick={() => deeds.takeBack(message)}>{t('delivery.takeBack')}</LinkButton>
          {page && (
            <>
              ·
              <a className={styles.page} href={page} target="_blank" rel="noopener noreferrer">
                {t('handOff.open', { network: networkName })}
              </a>
            </>
          )}
        </>
      )}
      {saying && (
        <Saying message={message} networkName={networkName} handedAt={handedAt} onClose={() => setSaying(false)} />
      )}
    </>
  );
}

type SayingProps = Props & { handedAt: string; onClose: () => void };

/** Since when it is there, and where: both may be left as they are. */
function Saying({ message, networkName, handedAt, onClose }: SayingProps) {
  const { t } = useWords();
  const deeds = useDeeds();
  const [url, setUrl] = useState('');
  const [now] = useState(() => localMinute(nowMs()));
  const [since, setSince] = useState(now);
  const [busy, setBusy] = useState(false);
  async function say(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    // The field knows minutes only; the minute it was handed over in began before that.
    const at = since === now ? null : new Date(Math.max(Date.parse(since), Date.parse(handedAt))).toISOString();
    await deeds.confirmHandOff(message, { ...(url.trim() ? { url: url.trim() } : {}), ...(at ? { at } : {}) });
    setBusy(false);
  }
  return (
    <form className={styles.saying} onSubmit={say}>
      <Field
        label={t('handOff.since')}
        type="datetime-local"
        required
        min={localMinute(Date.parse(handedAt))}
        max={now}
        value={since}
        onChange={event => setSince(event.target.value)}
      />
      <Field
        label={t('handOff.address')}
        type="url"
        inputMode="url"
        dir="ltr"
        maxLength={2000}
        value={url}
        placeholder="https://"
        onChange={event => setUrl(event.target.value)}
      />
      <span className={styles.acts}>
        <Button type="submit" size="small" disabled={busy}>
          <Icon name="check" size={16} /> {t('handOff.itIsOn', { network: networkName })}
        </Button>
        <Button look="quiet" size="small" onClick={onClose}>
          {t('handOff.notYet')}
        </Button>
      </span>
    </form>
  );
}
