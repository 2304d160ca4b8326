import { type RefObject, useEffect, useId, useRef } from 'react';
import type { OutputOf } from '../../../../src/contract/api.ts';
import { ASPECTS, type Aspect } from '../../../../src/core/triage/reading.ts';
import type { MessageView } from '../../../../src/core/view.ts';
import { refusalWords } from '../../../refusal-words.ts';
import { usePerson } from '../../../session.ts';
import { useWords } from '../../../strings/words.ts';
import { IconButton } from '../../../ui/Button.tsx';
import { Tabs } from '../../../ui/Tabs.tsx';
import { useAsked } from '../../../use-asked.ts';
import type { Place } from './chips.ts';
import styles from './Explained.module.css';
import { markOn } from './marks.ts';
import type { Opened } from './ReadingLine.tsx';
import { Reasons } from './Reasons.tsx';
import { readAs, spansOf } from './reasons.ts';
import { SayOtherwise } from './SayOtherwise.tsx';
import { Shows } from './Shows.tsx';

export type MessageReadings = OutputOf<'readMessageReadings'>;

type Props = {
  id: string;
  message: MessageView;
  opened: Opened;
  onOpen: (opened: Opened) => void;
  onClose: () => void;
  /** Number keys pressed in here say what the post is. */
  keysFrom: RefObject<HTMLElement | null>;
};

/** In the order in which people look for them. */
const PLACES: readonly Place[] = ['intents', 'sentiment', 'urgency', 'language', 'noise', 'about', 'personal'];

/** Why a post was read as it was, one aspect at a time; the words that decided are marked on the post while this is open. */
export function Explained({ id, message, opened, onOpen, onClose, keysFrom }: Props) {
  const words = useWords();
  const { t } = words;
  const { brand } = usePerson();
  const box = useRef<HTMLElement>(null);
  const panel = useId();
  const [asked, again] = useAsked('readMessageReadings', { brand: brand.id, id: message.id });
  const { place } = opened;
  // Corrected by somebody, or read anew: the reasons are others.
  const { readings: kept, version } = message;
  const first = useRef({ kept, version });
  useEffect(() => {
    if (first.current.kept === kept && first.current.version === version) return;
    first.current = { kept, version };
    again();
  }, [kept, version, again]);

  const ready = asked.kind === 'ready' ? asked.value : null;
  useEffect(() => {
    markOn(message.id, ready && spansOf(ready.readings, opened));
    return () => markOn(message.id, null);
  }, [message.id, ready, opened]);
  const isThere = ready !== null;
  useEffect(() => {
    if (isThere) box.current?.scrollIntoView({ block: 'nearest' });
  }, [isThere]);

  return (
    <section ref={box} id={id} className={styles.box} aria-label={t('action.explain')}>
      <div className={styles.top}>
        <Tabs
          label={t('triage.line')}
          className={styles.tabs}
          value={place}
          panelId={panel}
          tabs={PLACES.map(value => ({ value, label: t(`triage.aspect.${value}`) }))}
          onChange={next => onOpen({ place: next, intent: null })}
        />
        <IconButton icon="close" size="small" label={t('common.close')} onClick={onClose} />
      </div>
      <div id={panel} role="tabpanel" aria-label={t(`triage.aspect.${place}`)} className={styles.panel}>
        {asked.kind === 'failed' && <p className={styles.quiet}>{refusalWords(asked.refusal, words)}</p>}
        {ready !== null && isAspect(place) && (
          <>
            <div aria-live="polite" className={styles.why}>
              <Reasons
                read={readAs(ready.readings, { place, intent: opened.intent })}
                aspect={place}
                corrections={ready.corrections}
                message={message}
              />
            </div>
            <SayOtherwise message={message} aspect={place} known={ready} keysFrom={keysFrom} />
          </>
        )}
        {ready !== null && place === 'personal' && <Shows message={message} personal={ready.readings.personal} />}
      </div>
    </section>
  );
}

const KNOWN: ReadonlySet<string> = new Set(ASPECTS);

function isAspect(place: Place): place is Aspect {
  return KNOWN.has(place);
}
