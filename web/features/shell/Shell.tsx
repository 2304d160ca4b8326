import { lazy, Suspense, useEffect, useState } from 'react';
import { listenToKeys } from '../../actions/keyboard.ts';
import { useAction } from '../../actions/registry.ts';
import { useLiveBeside } from '../../live/beside.ts';
import { useKnocking } from '../../live/presence.ts';
import { useEpoch } from '../../live/store.ts';
import { useLiveBrand } from '../../live/use-live-brand.ts';
import { go, useRoute } from '../../routes.ts';
import { usePerson } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { useAnnounced } from '../../ui/announcer.ts';
import { Hidden } from '../../ui/Hidden.tsx';
import { fetchOverlaysWhenIdle } from '../../ui/overlay/lazy.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Toasts } from '../../ui/Toasts.tsx';
import { Desk } from '../desk/Desk.tsx';
import { useBurstNotice } from '../listening/bursts/use-burst-notice.ts';
import { LineBanner } from './LineBanner.tsx';
import { Rail } from './Rail.tsx';
import styles from './Shell.module.css';

const Listening = lazy(() => import('../listening/Listening.tsx').then(module => ({ default: module.Listening })));
const CameBack = lazy(() => import('../channels/connect/CameBack.tsx').then(module => ({ default: module.CameBack })));
const BrokenChannels = lazy(() =>
  import('../channels/connect/BrokenChannels.tsx').then(module => ({ default: module.BrokenChannels })),
);
const People = lazy(() => import('../people/People.tsx').then(module => ({ default: module.People })));
const Channels = lazy(() => import('../channels/Channels.tsx').then(module => ({ default: module.Channels })));
const Settings = lazy(() => import('../settings/Settings.tsx').then(module => ({ default: module.Settings })));
const Insight = lazy(() => import('../insight/Insight.tsx').then(module => ({ default: module.Insight })));
const Team = lazy(() => import('../team/Team.tsx').then(module => ({ default: module.Team })));
const Waiting = lazy(() => import('../waiting/Waiting.tsx').then(module => ({ default: module.Waiting })));
const Palette = lazy(() => import('../palette/Palette.tsx').then(module => ({ default: module.Palette })));
const Help = lazy(() => import('../palette/Help.tsx').then(module => ({ default: module.Help })));

/** Everything behind the sign-in: rail, screen, and what floats above them. */
export function Shell() {
  const { t } = useWords();
  const { may } = usePerson();
  const route = useRoute();
  const [floating, setFloating] = useState<'palette' | 'help' | null>(null);
  useLiveBrand();
  useKnocking();
  useBurstNotice();
  useLiveBeside();
  const epoch = useEpoch();
  useEffect(listenToKeys, []);
  useEffect(fetchOverlaysWhenIdle, []);
  useAction('goDesk', () => go({ screen: 'desk', conversation: null }));
  useAction('goTeam', () => go({ screen: 'team' }));
  useAction('goListening', () => go({ screen: 'listening', query: null }));
  useAction('goPeople', () => go({ screen: 'people', contact: null }));
  useAction('goInsight', () => go({ screen: 'insight', part: null, search: '' }));
  useAction('goChannels', () => go({ screen: 'channels', channel: null }));
  useAction('goSettings', () => go({ screen: 'settings', tab: 'profile' }));
  useAction('palette', () => setFloating(open => (open === 'palette' ? null : 'palette')));
  useAction('help', () => setFloating('help'));
  const close = () => setFloating(null);
  const talking = route.screen === 'desk' && route.conversation !== null;
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#screen">
        {t('nav.skip')}
      </a>
      <div className={talking ? `${styles.rail} ${styles.railAway}` : styles.rail}>
        <Rail />
      </div>
      <div className={styles.line}>
        <LineBanner />
        {may('lead') && route.screen === 'desk' && (
          <Suspense fallback={null}>
            <BrokenChannels />
          </Suspense>
        )}
      </div>
      <div className={styles.screen} id="screen" tabIndex={-1}>
        <Suspense fallback={<Skeleton rows={6} label={t('common.loading')} />}>
          {route.screen === 'desk' && <Desk key={epoch} conversation={route.conversation} />}
          {route.screen === 'listening' && <Listening query={route.query} />}
          {route.screen === 'people' && <People contact={route.contact} />}
          {route.screen === 'channels' && <Channels channel={route.channel} step={route.step ?? null} />}
          {route.screen === 'came-back' && <CameBack network={route.network} answer={route.answer} />}
          {route.screen === 'team' && <Team />}
          {route.screen === 'insight' && <Insight part={route.part} search={route.search} />}
          {route.screen === 'waiting' && <Waiting />}
          {route.screen === 'settings' && <Settings tab={route.tab} />}
        </Suspense>
      </div>
      <Suspense fallback={null}>
        {floating === 'palette' && <Palette onClose={close} />}
        {floating === 'help' && <Help onClose={close} />}
      </Suspense>
      <Toasts />
      <Announcements />
    </div>
  );
}

function Announcements() {
  const said = useAnnounced();
  return (
    <div aria-live="polite" aria-atomic="true">
      <Hidden>{said}</Hidden>
    </div>
  );
}
