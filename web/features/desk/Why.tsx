import { useId, useState } from 'react';
import type { Because } from '../../../src/core/because.ts';
import { useColleagues } from '../../live/colleagues.ts';
import { useTeams } from '../../live/teams.ts';
import { useWords, type Words } from '../../strings/words.ts';
import { networkName } from '../../ui/networks.ts';
import { oneLine } from '../../ui/safe-text.ts';
import { languageName } from './language-badge.ts';
import styles from './Why.module.css';

/** "Why did I get this?": the reasons routing kept, in the reader's words, below the line that tells of it. */
export function Why({ because, to }: { because: readonly Because[]; to: string | null }) {
  const words = useWords();
  const colleagues = useColleagues();
  const teams = useTeams();
  const [open, setOpen] = useState(false);
  const id = useId();
  const named = (agent: string | null) => oneLine(colleagues.get(agent ?? '')?.name ?? words.t('happening.somebody'));
  const teamNamed = (team: string | null) => oneLine(teams.get(team ?? '')?.name ?? '');
  return (
    <>
      {' '}
      <button
        type="button"
        className={styles.ask}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        {words.t('why.ask')}
      </button>
      {open && (
        <span id={id} className={styles.reasons}>
          {because
            .flatMap(one => sentences(one, words, to, named, teamNamed))
            .map(sentence => (
              <span key={sentence} className={styles.reason}>
                {sentence}
              </span>
            ))}
        </span>
      )}
    </>
  );
}

type Named = (id: string | null) => string;

function sentences(one: Because, { t, chosen }: Words, to: string | null, named: Named, team: Named): string[] {
  const who = named(to);
  switch (one.kind) {
    case 'urgent':
      return urgentSentences(one, t);
    case 'continuity':
      return [t('why.continuity', { who: named(one.agentId) })];
    case 'language':
      return [t('why.language', { who, language: languageName(one.language, chosen), others: one.others })];
    case 'network':
      return [t('why.network', { who, network: networkName(one.network), others: one.others })];
    case 'topic':
      return [t('why.topic', { who, topic: oneLine(one.topic) })];
    case 'room':
      return [t('why.room', { who, load: one.load, capacity: one.capacity })];
    case 'fair':
      return [t('why.fair', { who })];
    case 'nobodyFits':
      return [
        ...(one.language ? [t('why.nobodyLanguage', { language: languageName(one.language, chosen) })] : []),
        ...(one.network ? [t('why.nobodyNetwork', { network: networkName(one.network) })] : []),
      ];
    case 'helpsOut':
      return [t('why.helpsOut', { team: team(one.teamId) })];
    case 'onlyOne':
      return [t('why.onlyOne', { who })];
    case 'escalated':
      return [];
    case 'quiet':
      return [t(QUIET[one.why], { who: named(one.agentId) })];
  }
}

const QUIET = { off: 'why.off', away: 'why.gone', claim: 'why.claim' } as const;

function urgentSentences(
  { leftMinutes, risk, score = 0 }: Extract<Because, { kind: 'urgent' }>,
  t: Words['t'],
): string[] {
  const time =
    leftMinutes === null
      ? t('why.noPromise')
      : leftMinutes < 0
        ? t('why.late', { minutes: -leftMinutes })
        : t('why.urgent', { minutes: leftMinutes });
  const risks = {
    danger: t('why.danger'),
    urgent: t('why.pressing'),
    leaving: t('why.leaving', { score }),
    angry: t('why.angry'),
    soon: t('why.soon'),
  };
  return risk === null ? [time] : [risks[risk], time];
}
