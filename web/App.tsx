import { lazy, Suspense, useEffect } from 'react';
import { Shell } from './features/shell/Shell.tsx';
import { go, useRoute } from './routes.ts';
import { refreshSession, useSession } from './session.ts';
import { useWords } from './strings/words.ts';
import { Button } from './ui/Button.tsx';
import { Empty } from './ui/Empty.tsx';

const SignIn = lazy(() => import('./features/sign-in/SignIn.tsx').then(module => ({ default: module.SignIn })));
const Welcome = lazy(() => import('./features/welcome/Welcome.tsx').then(module => ({ default: module.Welcome })));

/** The way in for those who are not signed in, the desk for those who are. */
export function App() {
  const { t } = useWords();
  const session = useSession();
  const route = useRoute();
  const outside = session.kind === 'nobody';
  const needsOwner = session.kind === 'nobody' && session.needsOwner;

  useEffect(() => {
    if (outside && route.screen !== 'welcome' && route.screen !== 'sign-in' && route.screen !== 'came-back') {
      go(needsOwner ? { screen: 'welcome', token: null } : { screen: 'sign-in' }, { replace: true });
    }
    if (session.kind === 'person' && route.screen === 'sign-in')
      go({ screen: 'desk', conversation: null }, { replace: true });
  }, [outside, needsOwner, session.kind, route.screen]);

  if (session.kind === 'unreachable') {
    return (
      <main>
        <Empty
          level={1}
          icon="stop"
          title={t('problem.away')}
          acts={<Button onClick={refreshSession}>{t('common.tryAgain')}</Button>}
        >
          {t('problem.unreachable')}
        </Empty>
      </main>
    );
  }
  return (
    <Suspense fallback={null}>
      {route.screen === 'welcome' ? (
        <Welcome token={route.token} />
      ) : session.kind === 'person' ? (
        <Shell />
      ) : (
        outside && <SignIn />
      )}
    </Suspense>
  );
}
