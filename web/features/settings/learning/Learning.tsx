import { useEffect } from 'react';
import { keysOf } from '../../../actions/action.ts';
import { onEvent } from '../../../live/store.ts';
import { usePerson } from '../../../session.ts';
import { useWords } from '../../../strings/words.ts';
import { AskedView } from '../../../ui/AskedView.tsx';
import { Empty } from '../../../ui/Empty.tsx';
import { Kbd } from '../../../ui/Kbd.tsx';
import { useAsked } from '../../../use-asked.ts';
import { AspectCard } from './AspectCard.tsx';
import type { AspectLearning } from './curve.ts';
import styles from './Learning.module.css';
import { RiskCalibration } from './RiskCalibration.tsx';

/** A history that is read again changes many messages at once: they are asked about together. */
const SETTLE_MS = 200;

/** What the brand has taught, by aspect: those with corrections first. Kept current while somebody corrects. */
export function Learning() {
  const { t, rich, language } = useWords();
  const { brand } = usePerson();
  const [asked, again] = useAsked('readLearning', { brand: brand.id });
  useEffect(() => {
    let soon: ReturnType<typeof setTimeout> | undefined;
    const forget = onEvent(({ data }) => {
      if (!isAboutLearning(data)) return;
      clearTimeout(soon);
      soon = setTimeout(again, SETTLE_MS);
    });
    return () => {
      clearTimeout(soon);
      forget();
    };
  }, [again]);
  return (
    <AskedView asked={asked} again={again}>
      {({ aspects }) => {
        const taught = aspects.filter(hasLabels);
        const others = aspects.filter(one => !hasLabels(one)).map(({ aspect }) => t(`triage.aspect.${aspect}`));
        return (
          <div className={styles.cards}>
            {taught.length === 0 && (
              <Empty icon="info" title={t('learning.none')}>
                {rich('learning.noneWhy', { key: <Kbd key="key" keys={keysOf('explain')} /> })}
              </Empty>
            )}
            {taught.map(one => (
              <AspectCard key={one.aspect} learning={one} onChange={again} />
            ))}
            <RiskCalibration />
            <p className={styles.means}>{t('learning.scoreMeans')}</p>
            {taught.length > 0 && others.length > 0 && (
              <p className={styles.means}>
                {t('learning.notYet', { aspects: new Intl.ListFormat(language).format(others) })}
              </p>
            )}
          </div>
        );
      }}
    </AskedView>
  );
}

type Data = Parameters<Parameters<typeof onEvent>[0]>[0]['data'];

function isAboutLearning(data: Data): boolean {
  if (data.kind === 'settings.changed') return data.what === 'learning';
  return data.kind === 'message.changed' && data.change === 'read';
}

/** Somebody has said something of it, or once did. */
function hasLabels({ labels, versions }: AspectLearning): boolean {
  return labels.people + labels.deeds + labels.setAside + labels.gone > 0 || versions.length > 0;
}
