import { useState } from 'react';
import { ask } from '../../../api.ts';
import { usePerson } from '../../../session.ts';
import { useWords, type Words } from '../../../strings/words.ts';
import { Badge } from '../../../ui/Badge.tsx';
import { Button } from '../../../ui/Button.tsx';
import { DialogBox } from '../../../ui/overlay/lazy.tsx';
import settings from '../Settings.module.css';
import { type Deed, useDeed } from '../use-deed.ts';
import { type AspectLearning, curveOf, isWide } from './curve.ts';
import { Fold } from './Fold.tsx';
import styles from './Learning.module.css';
import { LearningCurve } from './LearningCurve.tsx';
import { LearntWords } from './LearntWords.tsx';
import { SaidList } from './SaidList.tsx';
import { Scores } from './Scores.tsx';
import { scoreWords } from './score-words.ts';
import { Versions } from './Versions.tsx';
import { WhatChanged } from './WhatChanged.tsx';
import { WhoTaught } from './WhoTaught.tsx';

type Props = { learning: AspectLearning; onChange: () => void };

/** One aspect: how good what was taught is, by which words it goes, who taught it, and the ways back. */
export function AspectCard({ learning, onChange }: Props) {
  const words = useWords();
  const { t } = words;
  const { may } = usePerson();
  const deed = useDeed();
  const { aspect, state, labels, why, taught, shipped, versions } = learning;
  const title = t(`triage.aspect.${aspect}`);
  // The newest that changed anything: most corrections only make it surer.
  const changing = versions.find(one => one.changes > 0 && one.kind === 'learnt' && one.state !== 'undone');
  return (
    <section className={styles.card} aria-label={title}>
      <header className={styles.head}>
        <h2>{title}</h2>
        <Badge meaning={state === 'taught' ? 'ink' : 'plain'}>{t(`learning.state.${state}`)}</Badge>
        <span className={settings.quiet} role="status">
          {learning.isLearning && t('learning.isLearning')}
        </span>
        {may('lead') && <WaysBack learning={learning} deed={deed} onChange={onChange} />}
      </header>
      <p className={styles.from}>
        {t('learning.from', { people: labels.people, deeds: labels.deeds })}{' '}
        {labels.setAside > 0 && t('learning.setAside', { n: labels.setAside })}{' '}
        {labels.gone > 0 && t('learning.gone', { n: labels.gone })}
      </p>
      <p className={styles.sentence}>{qualityWords(learning, words)}</p>
      {why
        // The sentence above has said so already.
        .filter(one => one !== 'not_better' || taught === null)
        .map(one => (
          <p key={one} className={styles.why}>
            {t(`learning.why.${one}`)}
          </p>
        ))}
      {(taught !== null || shipped !== null) && <Scores taught={taught} shipped={shipped} inUse={state} />}
      <LearningCurve points={curveOf(versions)} title={title} />
      <Fold title={t('learning.words')} isThere={learning.words.some(one => one.words.length > 0)} isOpen>
        <LearntWords learning={learning} />
      </Fold>
      {changing !== undefined && (
        <Fold title={t('learning.changesOf', { n: changing.version })} isThere>
          <WhatChanged aspect={aspect} version={changing.version} />
        </Fold>
      )}
      <Fold title={t('learning.by')} isThere={learning.by.length > 0}>
        <WhoTaught learning={learning} />
      </Fold>
      <Fold title={t('learning.versions')} isThere={versions.length > 0}>
        <Versions aspect={aspect} versions={versions} />
      </Fold>
      <Fold title={t('learning.said')} isThere={labels.people + labels.deeds + labels.setAside > 0}>
        <SaidList aspect={aspect} turn={labels.people + labels.deeds} />
      </Fold>
    </section>
  );
}

/** The sentence under the name: what the figures say, and how little they say where they are few. */
function qualityWords({ state, taught, shipped, measuredOn: n }: AspectLearning, { t, language }: Words): string {
  const say = (score: number) => scoreWords(score, language);
  if (shipped === null && taught === null) return t('learning.unmeasured');
  if (taught === null) {
    const { score, low, high } = shipped ?? NOTHING;
    return t('learning.shippedOnly', { n, shipped: say(score), low: say(low), high: say(high) });
  }
  const { score, low, high } = taught;
  const said = t(state === 'taught' ? 'learning.better' : 'learning.tried', {
    n,
    score: say(score),
    low: say(low),
    high: say(high),
    shipped: say(shipped?.score ?? 0),
  });
  return isWide(taught) ? `${said} ${t('learning.wide', { low: say(low), high: say(high) })}` : said;
}

const NOTHING = { score: 0, low: 0, high: 0 };

function WaysBack({ learning, deed, onChange }: Props & { deed: Deed }) {
  const { t } = useWords();
  const { brand } = usePerson();
  const [isAsking, setAsking] = useState(false);
  const { aspect, canUndo, canRedo, version } = learning;

  async function undo() {
    if (canUndo === null) return;
    const body = { aspect, version: canUndo };
    if (await deed.run(() => ask('undoLearning', { brand: brand.id, body }), t('learning.undone'))) onChange();
  }
  async function redo() {
    if (canRedo === null) return;
    const body = { aspect, version: canRedo };
    if (await deed.run(() => ask('redoLearning', { brand: brand.id, body }), t('learning.redone'))) onChange();
  }
  async function reset() {
    setAsking(false);
    const done = await deed.run(
      () => ask('resetLearning', { brand: brand.id, body: { aspect } }),
      t('learning.wasReset'),
    );
    if (done) onChange();
  }
  return (
    <span className={styles.acts}>
      {canUndo !== null && (
        <Button size="small" disabled={deed.busy} onClick={() => void undo()}>
          {t('learning.undo', { n: canUndo })}
        </Button>
      )}
      {canRedo !== null && (
        <Button size="small" disabled={deed.busy} onClick={() => void redo()}>
          {t('learning.redo', { n: canRedo })}
        </Button>
      )}
      {version > 0 && (
        <Button size="small" look="quiet" disabled={deed.busy} onClick={() => setAsking(true)}>
          {t('learning.reset')}
        </Button>
      )}
      {isAsking && (
        <DialogBox title={t('learning.reset')} onClose={() => setAsking(false)}>
          <p>{t('learning.resetSure')}</p>
          <div className={settings.acts}>
            <Button onClick={() => setAsking(false)}>{t('common.cancel')}</Button>
            <Button look="danger" onClick={() => void reset()}>
              {t('learning.reset')}
            </Button>
          </div>
        </DialogBox>
      )}
    </span>
  );
}
