import { type KeyboardEvent, lazy, Suspense, useId, useRef, useState } from 'react';
import type { MessageView } from '../../../../src/core/view.ts';
import { useWords, type Words } from '../../../strings/words.ts';
import { Hidden } from '../../../ui/Hidden.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import type { IconName } from '../../../ui/icons.ts';
import { usePersonal } from '../use-personal.ts';
import { chipsOf, isHarmful, type Place, type ReadingChip } from './chips.ts';
import styles from './ReadingLine.module.css';
import { intentWords, valueWords } from './reading-words.ts';

const Explained = lazy(() => import('./Explained.tsx').then(module => ({ default: module.Explained })));
const HarmActs = lazy(() => import('./HarmActs.tsx').then(module => ({ default: module.HarmActs })));

/** Which reading is open, and of intents which one. */
export type Opened = { place: Place; intent: string | null };

/**
 * What was read off a customer's post, as a quiet line below it. Each chip opens its reasons, with the words that decided marked on
 * the post itself, and the one-click correction.
 */
export function ReadingLine({ message }: { message: MessageView }) {
  const words = useWords();
  const { t } = words;
  const [opened, setOpened] = useState<Opened | null>(null);
  const asks = useRef<HTMLButtonElement>(null);
  const line = useRef<HTMLDivElement>(null);
  const id = useId();
  const isTheirs = message.direction === 'in' && message.deletedAt === null;
  const isPublic = message.visibility === 'public';
  const { readings } = message;
  // What nobody has read yet is still looked over for what strangers must not see.
  const found = usePersonal(isTheirs && isPublic && readings === null ? message.text : null);
  if (!isTheirs) return null;
  const personal = readings?.personal ?? found;
  const harm = isPublic && personal.some(one => !one.possible && isHarmful(one.kind));
  const chips = readings === null ? [] : chipsOf(readings, { mine: words.chosen, isPublic });
  if (readings === null && !harm) return null;

  function close() {
    setOpened(null);
    asks.current?.focus();
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Escape' || opened === null) return;
    event.preventDefault();
    close();
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes from anywhere within
    <div ref={line} className={styles.whole} onKeyDown={onKeyDown}>
      <fieldset className={styles.line} aria-label={t('triage.line')}>
        {chips.map(chip => {
          const here = openedBy(chip);
          const isOpen = opened !== null && opened.place === here.place && opened.intent === here.intent;
          return (
            <button
              key={`${here.place} ${here.intent}`}
              type="button"
              className={[styles.chip, chip.isDanger ? styles.danger : ''].filter(Boolean).join(' ')}
              title={chip.isSaid ? t('triage.fact.person_said') : undefined}
              aria-expanded={isOpen}
              aria-controls={isOpen ? id : undefined}
              onClick={() => setOpened(isOpen ? null : here)}
            >
              {iconOf(chip) && <Icon name={iconOf(chip) ?? 'info'} size={12} />}
              {chipWords(chip, words)}
              {chip.isSaid && (
                <>
                  <Icon name="person" size={12} />
                  <Hidden>{t('triage.fact.person_said')}</Hidden>
                </>
              )}
            </button>
          );
        })}
        {readings === null && <UnreadHarm kind={personal.find(one => isHarmful(one.kind))?.kind} />}
        {harm && (
          <Suspense fallback={null}>
            <HarmActs message={message} />
          </Suspense>
        )}
        {readings !== null && (
          <button
            ref={asks}
            type="button"
            className={chips.length === 0 ? `${styles.ask} ${styles.alone}` : styles.ask}
            aria-expanded={opened !== null}
            data-explain
            onClick={() => setOpened(opened === null ? (chips[0] ? openedBy(chips[0]) : FIRST) : null)}
          >
            <Icon name="info" size={14} /> <span>{t('action.explain')}</span>
          </button>
        )}
      </fieldset>
      {opened !== null && readings !== null && (
        <Suspense fallback={null}>
          <Explained id={id} message={message} opened={opened} onOpen={setOpened} onClose={close} keysFrom={line} />
        </Suspense>
      )}
    </div>
  );
}

const FIRST: Opened = { place: 'intents', intent: null };

function UnreadHarm({ kind }: { kind: Parameters<typeof isHarmful>[0] | undefined }) {
  const { t } = useWords();
  if (kind === undefined) return null;
  return (
    <b className={`${styles.chip} ${styles.danger}`} title={t('personal.badgeWhy')}>
      <Icon name="eye" size={12} /> {t('personal.badge', { what: t(`personal.${kind}`) })}
    </b>
  );
}

function openedBy(chip: ReadingChip): Opened {
  return { place: chip.place, intent: chip.place === 'intents' ? chip.intent : null };
}

function iconOf(chip: ReadingChip): IconName | null {
  if (chip.place === 'personal') return 'eye';
  if (chip.place === 'noise') return 'filter';
  if (chip.isDanger) return 'warn';
  if (chip.place === 'urgency') return 'clock';
  return chip.place === 'intents' && chip.intent === 'leaving' ? 'flame' : null;
}

function chipWords(chip: ReadingChip, words: Words): string {
  const { t } = words;
  switch (chip.place) {
    case 'intents':
      return intentWords(chip.intent, words);
    case 'personal':
      return t('personal.badge', { what: t(`personal.${chip.kind}`) });
    case 'noise':
      return t(`triage.looks.${chip.noise}`);
    case 'about':
      return t('triage.perhapsOther');
    case 'sentiment':
      return t('triage.sentiment.negative');
    case 'urgency':
      return valueWords('urgency', chip.urgency, words);
    case 'language':
      return valueWords('language', chip.language, words);
  }
}

/** Opens or closes the reasons of the message in hand: the one with the focus, else the customer's newest. */
export function openReadings(newest: string | undefined): void {
  const focused = document.activeElement?.closest<HTMLElement>('[data-message]')?.dataset['message'];
  const id = CSS.escape(focused ?? newest ?? '');
  const button = document.querySelector<HTMLElement>(`[data-message="${id}"] [data-explain]`);
  button?.focus();
  button?.click();
}
