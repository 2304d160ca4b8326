import { useCallback } from 'react';
import { ask } from '../../api.ts';
import { go } from '../../routes.ts';
import { usePerson } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { AskedView } from '../../ui/AskedView.tsx';
import { Button } from '../../ui/Button.tsx';
import { spokenDuration } from '../../ui/duration.ts';
import { say } from '../../ui/toast.ts';
import { useAsked } from '../../use-asked.ts';
import { useDeed } from '../settings/use-deed.ts';
import { FoundPost } from './FoundPost.tsx';
import styles from './Listening.module.css';
import { useAgainEvery } from './use-again-every.ts';

const REFRESH_MS = 30_000;

/** Who complained or asked and was never answered, those who wait longest first. */
export function Unanswered() {
  const { t, language } = useWords();
  const { brand, may } = usePerson();
  const deed = useDeed();
  const [asked, again] = useAsked('countUnanswered', { brand: brand.id });
  const [list, readAgain] = useAsked('listMatches', {
    brand: brand.id,
    query: { view: 'unanswered', oldest: 'true', limit: 30 },
  });
  const bothAgain = useCallback(() => {
    again();
    readAgain();
  }, [again, readAgain]);
  useAgainEvery(bothAgain, REFRESH_MS);
  async function bring() {
    let taken = 0;
    const done = await deed.run(async () => {
      taken = (await ask('takeUnanswered', { brand: brand.id })).taken;
    });
    if (!done) return;
    say(t('listening.brought', { n: taken }));
    bothAgain();
  }
  return (
    <aside className={styles.unanswered} aria-label={t('listening.nobodyAnswered')}>
      <header className={styles.head}>
        <h2>{t('listening.nobodyAnswered')}</h2>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={styles.scroll} tabIndex={0} aria-label={t('listening.nobodyAnswered')}>
        <AskedView asked={asked} again={again}>
          {({ n, people, onDesk, medianWaitMs }) => (
            <div className={styles.sum}>
              <b>{t('listening.people', { n: people })}</b>
              <p>
                {n === 0
                  ? t('listening.everybodyAnswered')
                  : t('listening.unansweredMeans', { half: spokenDuration(medianWaitMs ?? 0, language) })}
              </p>
              {may('lead') && n - onDesk > 0 && (
                <Button disabled={deed.busy} onClick={bring}>
                  {t('listening.bring', { n: n - onDesk })}
                </Button>
              )}
            </div>
          )}
        </AskedView>
        {list.kind === 'ready' &&
          list.value.rows.map(match => (
            <button
              key={match.id}
              type="button"
              className={styles.wait}
              onClick={async () => {
                const id =
                  match.conversationId ?? (await ask('takeMatch', { brand: brand.id, id: match.id })).conversationId;
                go({ screen: 'desk', conversation: id });
              }}
            >
              <FoundPost found={match} brief />
            </button>
          ))}
      </section>
    </aside>
  );
}
