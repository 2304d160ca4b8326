import { useState } from 'react';
import { PERIODS } from '../../../src/core/insight/slice.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { say } from '../../ui/toast.ts';
import styles from './Bar.module.css';
import { Dates } from './Dates.tsx';
import { FilterChip } from './FilterChip.tsx';
import { type Choices, languagesOf, networksOf, othersOf, teamsOf, unnarrowed } from './filters.ts';
import { rangeWords } from './range-words.ts';
import { isNarrowed, type Slice } from './slice.ts';
import { useInsightWords } from './words.ts';

type Props = {
  slice: Slice;
  onSlice: (slice: Slice) => void;
  /** Null until they are here. */
  choices: Choices | null;
  withPeriod: boolean;
  withFilters?: boolean;
};

/** Which turns: the period, the days it means, and what they are narrowed to. All of it stands in the address. */
export function Bar({ slice, onSlice, choices, withPeriod, withFilters = true }: Props) {
  const { t } = useInsightWords();
  return (
    <div className={styles.bar}>
      {withPeriod && <Period slice={slice} onSlice={onSlice} choices={choices} />}
      {withFilters && <Filters slice={slice} onSlice={onSlice} choices={choices} />}
      <Button size="small" className={styles.share} onClick={() => copyAddress(t('insight.shared'))}>
        <Icon name="out" size={14} /> {t('insight.share')}
      </Button>
    </div>
  );
}

/** The address holds the whole view. */
async function copyAddress(said: string): Promise<void> {
  await navigator.clipboard.writeText(location.href);
  say(said);
}

type Chosen = Pick<Props, 'slice' | 'onSlice' | 'choices'>;

function Period({ slice, onSlice, choices }: Chosen) {
  const { t, language } = useInsightWords();
  const [dating, setDating] = useState(false);
  const { period: _period, since: _since, until: _until, ...rest } = slice;
  return (
    <>
      <fieldset className={styles.segments} aria-label={t('insight.period')}>
        {PERIODS.map(period => (
          <button
            key={period}
            type="button"
            aria-pressed={slice.period === period}
            onClick={() => onSlice({ ...rest, period })}
          >
            {t(`insight.period.${period}`)}
          </button>
        ))}
      </fieldset>
      {choices && (
        <button type="button" className={styles.dates} aria-expanded={dating} onClick={() => setDating(!dating)}>
          <span>
            {rangeWords(choices, language)}
            {choices.anchor === 'recording' && ` · ${t('insight.recording')}`}
          </span>
          <Icon name="down" size={12} />
        </button>
      )}
      {dating && choices && (
        <Dates range={choices} onClose={() => setDating(false)} onChoose={dates => onSlice({ ...rest, ...dates })} />
      )}
    </>
  );
}

function Filters({ slice, onSlice, choices }: Chosen) {
  const words = useInsightWords();
  const { t } = words;
  const given = { slice, onSlice };
  return (
    <div className={styles.filters}>
      <FilterChip {...given} all={t('insight.allNetworks')} answers={networksOf(choices)} />
      <FilterChip {...given} all={t('insight.allLanguages')} answers={languagesOf(choices, words)} />
      <FilterChip {...given} all={t('insight.allTeams')} answers={teamsOf(choices, words)} />
      <FilterChip {...given} all={t('insight.more')} answers={othersOf(choices, words)} />
      {isNarrowed(slice) && (
        <Chip on={false} onClick={() => onSlice(unnarrowed(slice))}>
          <Icon name="close" size={12} /> {t('insight.clear')}
        </Chip>
      )}
    </div>
  );
}
