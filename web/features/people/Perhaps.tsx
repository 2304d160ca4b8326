import { go } from '../../routes.ts';
import { usePerson } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { AskedView } from '../../ui/AskedView.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Page } from '../../ui/Page.tsx';
import { RouteLink } from '../../ui/RouteLink.tsx';
import { oneLine } from '../../ui/safe-text.ts';
import { useAsked } from '../../use-asked.ts';
import styles from './People.module.css';
import { Question } from './Suggested.tsx';

/** Everybody who may be the same person, the surest first. */
export function Perhaps() {
  const { t } = useWords();
  const { brand } = usePerson();
  const [asked, again] = useAsked('listSuggestions', { brand: brand.id, query: { limit: 50 } });
  return (
    <Page
      title={t('people.perhapsAll')}
      acts={
        <span className={styles.back}>
          <IconButton icon="back" label={t('action.back')} onClick={() => go({ screen: 'people', contact: null })} />
        </span>
      }
    >
      <p className={styles.quiet}>{t('people.perhapsLead')}</p>
      <AskedView asked={asked} again={again}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty icon="people" title={t('people.nobodyPerhaps')}>
              {t('people.nobodyPerhapsWhy')}
            </Empty>
          ) : (
            <ul className={styles.suggested}>
              {rows.map(one => (
                <li key={one.id}>
                  <RouteLink className={styles.row} to={{ screen: 'people', contact: one.one.id }}>
                    <b>
                      <bdi>{oneLine(one.one.name) || t('queue.noName')}</bdi>
                    </b>
                  </RouteLink>
                  <Question asked={one} onDone={again} />
                </li>
              ))}
            </ul>
          )
        }
      </AskedView>
    </Page>
  );
}
