import { useState } from 'react';
import type { OutputOf } from '../../../../src/contract/api.ts';
import { ask } from '../../../api.ts';
import { refusalWords } from '../../../refusal-words.ts';
import { usePerson } from '../../../session.ts';
import { useWords } from '../../../strings/words.ts';
import { Button } from '../../../ui/Button.tsx';
import { Select } from '../../../ui/Field.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { complain, say } from '../../../ui/toast.ts';
import { asRefusal, useAsked } from '../../../use-asked.ts';
import screen from '../Channels.module.css';
import type { Channel } from '../channel.ts';
import { reasonWords } from '../reasons.ts';
import styles from './Health.module.css';
import { LetterRow } from './LetterRow.tsx';
import { RereadAll } from './RereadAll.tsx';
import { RereadState } from './RereadState.tsx';
import type { Health } from './use-health.ts';

type Props = { channel: Channel; health: Health; again: () => void };
type Page = OutputOf<'listFailed'>;

const PAGE = 20;

/** What could not be read: by reason, each to be looked at, and all of it to be read again after a fix. */
export function Letters({ channel, health, again }: Props) {
  const words = useWords();
  const { t } = words;
  const { brand } = usePerson();
  const [reason, setReason] = useState('');
  const { kept, canReread } = health.letters;
  const { reread } = health;
  const isReading = reread !== null && reread.endedAt === null;
  async function readAgain(deed: () => Promise<{ begun: boolean }>) {
    try {
      const { begun } = await deed();
      say(t(begun ? 'letters.begun' : 'letters.nothing'));
      again();
    } catch (error) {
      complain(refusalWords(asRefusal(error), words));
    }
  }
  const replay = (body: { reason?: string; letter?: number }) =>
    readAgain(() => ask('replayFailed', { brand: brand.id, id: channel.id, body }));
  const gone = channel.ever.failed - kept;
  if (kept === 0 && reread === null && !canReread) return null;
  return (
    <section className={screen.section}>
      <h3>{t('letters.title')}</h3>
      {kept === 0 && <p className={screen.quiet}>{t('letters.none')}</p>}
      {kept > 0 && <p className={screen.quiet}>{t(canReread ? 'letters.lead' : 'letters.cannot')}</p>}
      {reread && <RereadState reread={reread} />}
      {kept > 0 && (
        <Reasons channel={channel} reason={reason} onReason={setReason}>
          {canReread && (
            <Button disabled={isReading} onClick={() => replay(reason === '' ? {} : { reason })}>
              <Icon name="retry" size={16} /> {t('letters.replay')}
            </Button>
          )}
        </Reasons>
      )}
      {kept > 0 && (
        <LetterPage
          key={`${reason} ${kept} ${reread?.endedAt}`}
          channel={channel}
          reason={reason}
          after={null}
          onReplay={canReread && !isReading ? letter => replay({ letter }) : null}
        />
      )}
      {gone > 0 && <p className={screen.quiet}>{t('letters.gone', { n: gone })}</p>}
      {canReread && (
        <RereadAll
          disabled={isReading}
          onReread={since =>
            readAgain(() => ask('rereadChannel', { brand: brand.id, id: channel.id, body: { since } }))
          }
        />
      )}
    </section>
  );
}

type ReasonsProps = {
  channel: Channel;
  reason: string;
  onReason: (reason: string) => void;
  children: React.ReactNode;
};

function Reasons({ channel, reason, onReason, children }: ReasonsProps) {
  const { t, language } = useWords();
  const { brand } = usePerson();
  const [asked] = useAsked('listFailed', { brand: brand.id, id: channel.id, query: { limit: 1 } });
  const reasons = asked.kind === 'ready' ? asked.value.reasons : [];
  const number = new Intl.NumberFormat(language);
  return (
    <div className={styles.choose}>
      <Select label={t('letters.reason')} value={reason} onChange={event => onReason(event.target.value)}>
        <option value="">{t('letters.all')}</option>
        {reasons.map(one => (
          <option key={one.reason} value={one.reason}>
            {reasonWords(one.reason, t)} · {number.format(one.n)}
          </option>
        ))}
      </Select>
      {children}
    </div>
  );
}

type PageProps = {
  channel: Channel;
  reason: string;
  after: string | null;
  onReplay: ((letter: number) => void) | null;
};

/** So many letters, and on request the older ones below them. */
function LetterPage({ channel, reason, after, onReplay }: PageProps) {
  const { t } = useWords();
  const { brand } = usePerson();
  const [isOpen, setOpen] = useState(false);
  const query = { limit: PAGE, ...(reason === '' ? {} : { reason }), ...(after === null ? {} : { after }) };
  const [asked] = useAsked('listFailed', { brand: brand.id, id: channel.id, query });
  if (asked.kind !== 'ready') return null;
  const { rows, next }: Page = asked.value;
  return (
    <>
      <ul className={styles.letters}>
        {rows.map(row => (
          <LetterRow key={row.id} row={row} onReplay={onReplay} />
        ))}
      </ul>
      {next && !isOpen && (
        <div className={screen.acts}>
          <Button onClick={() => setOpen(true)}>{t('letters.more')}</Button>
        </div>
      )}
      {next && isOpen && <LetterPage channel={channel} reason={reason} after={next} onReplay={onReplay} />}
    </>
  );
}
