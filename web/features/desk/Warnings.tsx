import type { ReactNode } from 'react';
import type { Personal } from '../../../src/core/privacy/personal.ts';
import { useColleagues } from '../../live/colleagues.ts';
import { useWords, type Words } from '../../strings/words.ts';
import { Banner, type BannerMeaning } from '../../ui/Banner.tsx';
import { LinkButton } from '../../ui/Button.tsx';
import { dollarWords } from '../../ui/dollars.ts';
import { shortDuration, spokenDuration } from '../../ui/duration.ts';
import type { IconName } from '../../ui/icons.ts';
import { oneLine } from '../../ui/safe-text.ts';
import { utcDay } from '../../ui/time.ts';
import styles from './Warnings.module.css';
import type { Consent, Warning } from './warnings.ts';

const HOUR_MS = 60 * 60 * 1000;
const BY_HAND = {
  network: 'warning.goesByHand',
  post: 'warning.byHandHere',
  budget: 'warning.byHandBudget',
} as const;

type Props = {
  warnings: readonly Warning[];
  networkName: string;
  /** The words the warnings are about. */
  text: string;
  onSendAnyway: (consent: Consent) => void;
  /** The words go with the person. */
  onMovePrivate: () => void;
  onPrivate: (() => void) | null;
};

/** The reason and the ways on, where the words are, before anything is sent. */
export function Warnings({ warnings, networkName, text, onSendAnyway, onMovePrivate, onPrivate }: Props) {
  const { t, language } = useWords();
  const colleagues = useColleagues();
  function nameOf(id: string | null): string {
    return (id && colleagues.get(id)?.name) || t('happening.somebody');
  }
  function line(warning: Warning): Line {
    switch (warning.kind) {
      case 'colleagueAnswered':
        return {
          meaning: 'broken',
          words: t('warning.colleagueAnswered', { name: nameOf(warning.by) }),
          acts: <LinkButton onClick={() => onSendAnyway({ anyway: true })}>{t('warning.sendAnyway')}</LinkButton>,
        };
      case 'personal':
        return {
          meaning: 'broken',
          icon: 'eye',
          words: <Shown text={text} found={warning.found} />,
          acts: (
            <>
              <LinkButton onClick={() => onSendAnyway({ personal: true })}>{t('warning.sendAnyway')}</LinkButton>
              {warning.mayGoPrivate && <LinkButton onClick={onMovePrivate}>{t('personal.private')}</LinkButton>}
            </>
          ),
        };
      case 'claimed':
        return { meaning: 'soon', icon: 'reply', words: t('claim.other', { name: nameOf(warning.by) }) };
      case 'goesByHand':
        return { meaning: 'plain', icon: 'out', words: t(BY_HAND[warning.why], { network: networkName }) };
      case 'cannotReply':
        return {
          meaning: 'broken',
          words: t('warning.cannotReply', { network: networkName }),
          acts: onPrivate && <LinkButton onClick={onPrivate}>{t('warning.goPrivate')}</LinkButton>,
        };
      case 'cannotPrivate':
        return { meaning: 'broken', words: t('warning.cannotPrivate', { network: networkName }) };
      case 'channelNotReady':
        return {
          meaning: 'soon',
          words: t(warning.state === 'paused' ? 'warning.paused' : 'warning.broken', { network: networkName }),
        };
      case 'windowClosed':
      case 'windowClosing':
      case 'postWindowClosed':
      case 'privateUsed':
      case 'budgetUsed':
        return termsLine(warning, networkName, t, language);
      case 'tooLong':
        return { meaning: 'broken', words: t('warning.tooLong', { n: warning.over, network: networkName }) };
    }
  }
  return warnings.map(warning => {
    const { words, ...look } = line(warning);
    return (
      <Banner key={warning.kind} {...look}>
        {words}
      </Banner>
    );
  });
}

type Line = { meaning: BannerMeaning; icon?: IconName; words: ReactNode; acts?: ReactNode };
type Terms = Extract<
  Warning,
  { kind: 'windowClosed' | 'windowClosing' | 'postWindowClosed' | 'privateUsed' | 'budgetUsed' }
>;

/** What the network's windows and the month's budget say. */
function termsLine(warning: Terms, network: string, t: Words['t'], language: string): Line {
  switch (warning.kind) {
    case 'windowClosed':
      return {
        meaning: 'broken',
        icon: 'clock',
        words: t('warning.windowClosed', { network, hours: warning.hours }),
      };
    case 'windowClosing':
      return {
        meaning: 'soon',
        icon: 'clock',
        words: t('warning.windowClosing', { time: shortDuration(warning.leftMs, language) }),
      };
    case 'postWindowClosed':
      return {
        meaning: 'broken',
        icon: 'clock',
        words: t('warning.postWindowClosed', { network, time: spokenDuration(warning.hours * HOUR_MS, language) }),
      };
    case 'privateUsed':
      return { meaning: 'broken', icon: 'lock', words: t('warning.privateUsed', { network }) };
    case 'budgetUsed': {
      const price = dollarWords(warning.usd, language);
      const day = utcDay(warning.beginsAnewAt, language);
      return { meaning: 'broken', words: t('warning.budgetUsed', { network, price, day }) };
    }
  }
}

/** What it shows, in words, and what is meant, as it stands there. */
function Shown({ text, found }: { text: string; found: readonly Personal[] }) {
  const { t, rich, language } = useWords();
  const kinds = [...new Set(found.map(({ kind }) => t(`personal.${kind}`)))];
  return rich('personal.stopped', {
    what: new Intl.ListFormat(language, { type: 'conjunction' }).format(kinds),
    shown: (
      <span key="shown" className={styles.shown}>
        {found.map(({ start, end }) => (
          <mark key={start} dir="auto">
            {oneLine(text.slice(start, end))}
          </mark>
        ))}
      </span>
    ),
  });
}
