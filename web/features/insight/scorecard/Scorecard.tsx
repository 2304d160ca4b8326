import { useState } from 'react';
import type { OutputOf } from '../../../../src/contract/api.ts';
import {
  SCORECARD_LANGUAGES,
  SCORECARD_TURNS,
  type ScorecardLanguage,
} from '../../../../src/core/insight/scorecard.ts';
import { mayDo } from '../../../../src/core/permission.ts';
import { address } from '../../../api.ts';
import { usePerson } from '../../../session.ts';
import { LANGUAGES } from '../../../strings/words.ts';
import { AskedView } from '../../../ui/AskedView.tsx';
import { Empty } from '../../../ui/Empty.tsx';
import { Select } from '../../../ui/Field.tsx';
import { useAsked } from '../../../use-asked.ts';
import { Card, One } from '../Card.tsx';
import { Definition } from '../Definition.tsx';
import figure from '../Figure.module.css';
import { percent } from '../numbers.ts';
import type { PartProps } from '../parts.ts';
import { queryOf } from '../slice.ts';
import { useInsightWords } from '../words.ts';
import { Links } from './Links.tsx';
import { OnThePage } from './OnThePage.tsx';
import { Reports } from './Reports.tsx';
import styles from './Scorecard.module.css';

export type Figures = OutputOf<'readScorecard'>;
const SHAPES = { card: 'card.png', sheet: 'sheet.png' } as const;
type ShapeName = keyof typeof SHAPES;

/** One page to show around: as it will look, as a file, behind a link, and sent by itself. */
export function Scorecard({ slice }: PartProps) {
  const { t, chosen } = useInsightWords();
  const { brand } = usePerson();
  const [words, setWords] = useState<ScorecardLanguage>(chosen);
  const [shape, setShape] = useState<ShapeName>('card');
  const [asked, again] = useAsked('readScorecard', { brand: brand.id, query: queryOf(slice) });
  const file = (name: 'card.png' | 'sheet.png' | 'sheet.pdf') =>
    address('drawScorecard', { brand: brand.id, query: { ...queryOf(slice), words, file: name } });
  return (
    <AskedView asked={asked} again={again}>
      {figures =>
        figures.turns === 0 ? (
          <Empty icon="insight" title={t('insight.none')}>
            {t('insight.noneLead')}
          </Empty>
        ) : (
          <>
            <section className={figure.hero}>
              <div>
                <h2>{t('score.title')}</h2>
                <p className={styles.lead}>{t('score.lead')}</p>
                <Choices words={words} shape={shape} onWords={setWords} onShape={setShape} />
                <p className={styles.files}>
                  <a href={file('card.png')} download>
                    {t('score.png')}
                  </a>
                  <a href={file('sheet.png')} download>
                    {t('score.tall')}
                  </a>
                  <a href={file('sheet.pdf')} download>
                    {t('score.pdf')}
                  </a>
                </p>
                <Definition name="scorecard" barred />
              </div>
              <Picture figures={figures} src={file(SHAPES[shape])} shape={shape} />
            </section>
            <One>
              <Card title={t('score.table')} definition="founding">
                <OnThePage figures={figures} slice={slice} />
              </Card>
            </One>
            {brand.role !== null && mayDo(brand.role, 'lead') && (
              <>
                <Links slice={slice} words={words} />
                <Reports slice={slice} words={words} />
              </>
            )}
          </>
        )
      }
    </AskedView>
  );
}

type ChoicesProps = {
  words: ScorecardLanguage;
  shape: ShapeName;
  onWords: (words: ScorecardLanguage) => void;
  onShape: (shape: ShapeName) => void;
};

function Choices({ words, shape, onWords, onShape }: ChoicesProps) {
  const { t } = useInsightWords();
  return (
    <div className={styles.choices}>
      <fieldset className={figure.segments} aria-label={t('score.shape')}>
        {(Object.keys(SHAPES) as ShapeName[]).map(one => (
          <button key={one} type="button" aria-pressed={one === shape} onClick={() => onShape(one)}>
            {t(`score.${one}`)}
          </button>
        ))}
      </fieldset>
      <Select
        label={t('score.language')}
        value={words}
        onChange={event => onWords(event.currentTarget.value as ScorecardLanguage)}
      >
        {SCORECARD_LANGUAGES.map(one => (
          <option key={one} value={one}>
            {LANGUAGES[one].name}
          </option>
        ))}
      </Select>
    </div>
  );
}

/** What others will see, drawn by the server as it draws the file. */
function Picture({ figures, src, shape }: { figures: Figures; src: string; shape: ShapeName }) {
  const { t, language } = useInsightWords();
  const { brand, met, turns } = figures;
  const alt =
    met === null || turns < SCORECARD_TURNS
      ? t('score.altFew', { brand, turns })
      : t('score.alt', { brand, turns, met: percent(met.share, language) });
  const [width, height] = shape === 'card' ? [1_200, 630] : [1_191, 1_684];
  return (
    <div className={shape === 'card' ? styles.picture : `${styles.picture} ${styles.tall}`}>
      <img src={src} alt={alt} width={width} height={height} />
    </div>
  );
}
