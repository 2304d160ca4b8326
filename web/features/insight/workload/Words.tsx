import { usePerson } from '../../../session.ts';
import { AskedView } from '../../../ui/AskedView.tsx';
import { LinkButton } from '../../../ui/Button.tsx';
import { useAsked } from '../../../use-asked.ts';
import { Card } from '../Card.tsx';
import figure from '../Figure.module.css';
import { FigureTable } from '../FigureTable.tsx';
import { Small } from '../Small.tsx';
import { queryOf, type Slice } from '../slice.ts';
import { Without } from '../Without.tsx';
import { useInsightWords } from '../words.ts';
import type { OnOpen } from './Workload.tsx';

/** Below so many people before, nothing is known of what is usual. */
const PEOPLE_AT_LEAST = 20;

/** Words more people say this week than before, in the inbox and in what was overheard. */
export function Words({ slice, onOpen }: { slice: Slice; onOpen: OnOpen }) {
  const { t } = useInsightWords();
  const { brand } = usePerson();
  const [asked, again] = useAsked('readRisenWords', { brand: brand.id, query: queryOf(slice) });
  return (
    <Card title={t('work.words')} definition="risen">
      <AskedView asked={asked} again={again}>
        {({ rows, people, without }) =>
          people.before < PEOPLE_AT_LEAST ? (
            <Small>{t('work.wordsFew', { n: people.before })}</Small>
          ) : (
            <>
              <p className={figure.says}>{t('work.wordsSays', { n: rows.length, first: rows[0]?.word ?? '' })}</p>
              {rows.length > 0 && (
                <FigureTable
                  caption={t('work.inRows', { what: t('work.words') })}
                  file="risen-words"
                  rows={rows}
                  keyOf={row => row.word}
                  columns={[
                    {
                      id: 'word',
                      label: t('work.word'),
                      kind: 'words',
                      value: row => row.word,
                      show: row => (
                        <LinkButton onClick={() => onOpen(`word:${row.word}`)}>
                          <bdi>{row.word}</bdi>
                        </LinkButton>
                      ),
                    },
                    {
                      id: 'people',
                      label: t('work.now'),
                      kind: 'number',
                      value: row => row.people,
                      show: row => t('work.ofPeople', { n: row.people, of: row.of }),
                    },
                    {
                      id: 'before',
                      label: t('work.before'),
                      kind: 'number',
                      value: row => row.before,
                      show: row => t('work.ofPeople', { n: row.before, of: row.ofBefore }),
                    },
                  ]}
                />
              )}
              <Without filters={without} />
            </>
          )
        }
      </AskedView>
    </Card>
  );
}
