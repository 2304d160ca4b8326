import { useEffect } from 'react';
import { refusalWords } from '../../refusal-words.ts';
import { go } from '../../routes.ts';
import { useSession } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Logo } from '../../ui/Logo.tsx';
import { useAsked } from '../../use-asked.ts';
import { Languages } from '../sign-in/Languages.tsx';
import { Arrivals } from './Arrivals.tsx';
import { BecomeOwner } from './BecomeOwner.tsx';
import { FirstChannel } from './FirstChannel.tsx';
import styles from './Welcome.module.css';

/** Can I see it work? An account, a name, and customers on the screen. */
export function Welcome({ token }: { token: string | null }) {
  const words = useWords();
  const { t } = words;
  const session = useSession();
  const signedIn = session.kind === 'person';
  const [looked, again] = useAsked('welcome', signedIn ? null : { query: token ? { token } : {} });
  useEffect(() => {
    document.title = `${t('welcome.tab')} · Heed`;
  }, [t]);

  if (!signedIn && looked.kind === 'failed') {
    return (
      <Empty icon="stop" title={t('problem.away')} acts={<Button onClick={again}>{t('common.tryAgain')}</Button>}>
        {refusalWords(looked.refusal, words)}
      </Empty>
    );
  }
  if (!signedIn && looked.kind === 'loading') return null;
  const look = looked.kind === 'ready' ? looked.value : null;
  return (
    <div className={styles.welcome}>
      <main className={styles.left}>
        <div className={styles.brand}>
          <Logo /> Heed
        </div>
        <ol className={styles.steps} aria-label={t('welcome.steps')}>
          <Step n={1} words={t('welcome.stepAccount')} done={signedIn} here={!signedIn} />
          <Step n={2} words={t('welcome.stepCustomers')} done={false} here={signedIn} />
        </ol>
        {signedIn && session.kind === 'person' && <FirstChannel brand={session.brand} />}
        {!signedIn && look?.needsOwner && token && look.tokenIsGood && <BecomeOwner token={token} />}
        {!signedIn && look?.needsOwner && !(token && look.tokenIsGood) && <NoLink />}
        {!signedIn && look && !look.needsOwner && <AlreadyOwned />}
        <footer className={styles.foot}>
          {t('welcome.foot')}
          <Languages />
        </footer>
      </main>
      <aside className={styles.right} aria-label={t('welcome.arriving')}>
        {session.kind === 'person' ? <Arrivals brand={session.brand} /> : <Promises />}
      </aside>
    </div>
  );
}

function Step({ n, words, done, here }: { n: number; words: string; done: boolean; here: boolean }) {
  return (
    <li aria-current={here ? 'step' : undefined}>
      {done ? <Icon name="check" size={16} /> : <span>{n}</span>} {words}
    </li>
  );
}

function NoLink() {
  const { t } = useWords();
  return (
    <>
      <h1 className={styles.title}>{t('welcome.noLink')}</h1>
      <p className={styles.lead}>{t('welcome.noLinkWhy')}</p>
    </>
  );
}

function AlreadyOwned() {
  const { t } = useWords();
  return (
    <>
      <h1 className={styles.title}>{t('welcome.owned')}</h1>
      <p className={styles.lead}>{t('welcome.ownedWhy')}</p>
      <div className={styles.go}>
        <Button look="primary" size="large" onClick={() => go({ screen: 'sign-in' })}>
          {t('signIn.go')}
        </Button>
      </div>
    </>
  );
}

/** What Heed promises, while there is nobody to show yet. */
function Promises() {
  const { t } = useWords();
  const promises = ['heard', 'order', 'person', 'once', 'honest'] as const;
  return (
    <div className={styles.posts}>
      {promises.map((promise, index) => (
        <div key={promise} className={styles.post}>
          <b>{index + 1}</b>
          <div className={styles.words}>
            <div className={styles.head}>
              <b>{t(`promise.${promise}`)}</b>
            </div>
            <p className={styles.said}>{t(`promise.${promise}Means`)}</p>
          </div>
        </div>
      ))}
    </div>
  );
}
