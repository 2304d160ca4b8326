import { useState } from 'react';
import type { Aspect } from '../../../../src/core/triage/reading.ts';
import { useWords } from '../../../strings/words.ts';
import { Badge } from '../../../ui/Badge.tsx';
import { LinkButton } from '../../../ui/Button.tsx';
import { dayOf } from '../../listening/figures/percent.ts';
import type { Version } from './curve.ts';
import styles from './Learning.module.css';
import { between, scoreWords } from './score-words.ts';
import { WhatChanged } from './WhatChanged.tsx';

/** More are shown when asked for. */
const SHOWN_AT_ONCE = 6;

/** Each time something was learnt: what was new in it, how good it was, and what it changed. */
export function Versions({ aspect, versions }: { aspect: Aspect; versions: readonly Version[] }) {
  const { t } = useWords();
  const [all, setAll] = useState(false);
  const shown = all ? versions : versions.slice(0, SHOWN_AT_ONCE);
  return (
    <>
      <ol className={styles.versions} aria-label={t('learning.versions')}>
        {shown.map(one => (
          <VersionLine key={one.version} aspect={aspect} version={one} />
        ))}
      </ol>
      {shown.length < versions.length && (
        <LinkButton onClick={() => setAll(true)}>{t('learning.said.more')}</LinkButton>
      )}
    </>
  );
}

function VersionLine({ aspect, version }: { aspect: Aspect; version: Version }) {
  const { t, language } = useWords();
  const [open, setOpen] = useState(false);
  const { state, kind, taught, why, changes, added } = version;
  return (
    <li className={styles.version} data-state={state}>
      <span className={styles.versionLine}>
        <b>{t('learning.version', { n: version.version })}</b>
        <Badge meaning={state === 'in_use' ? 'ink' : 'plain'}>{t(`learning.version.${state}`)}</Badge>
        <span>{kind === 'reset' ? t('learning.version.reset') : t('learning.version.added', { n: added })}</span>
        {taught !== null && (
          <span className={styles.figure}>
            {scoreWords(taught.score, language)} <small>{between(taught, language)}</small>
          </span>
        )}
        <time className={styles.when} dateTime={version.at}>
          {dayOf(version.at, language, true)}
        </time>
      </span>
      {why.map(one => (
        <span key={one} className={styles.means}>
          {t(`learning.why.${one}`)}
        </span>
      ))}
      {changes > 0 && (
        <LinkButton aria-expanded={open} onClick={() => setOpen(!open)}>
          {t('learning.version.changes', { n: changes })}
        </LinkButton>
      )}
      {open && <WhatChanged aspect={aspect} version={version.version} />}
    </li>
  );
}
