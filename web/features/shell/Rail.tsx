import type { Permission } from '../../../src/core/permission.ts';
import { type ActionId, keysOf } from '../../actions/action.ts';
import { pathOf, type Route, useRoute } from '../../routes.ts';
import { usePerson } from '../../session.ts';
import { useWords, type WordKey } from '../../strings/words.ts';
import { Icon } from '../../ui/Icon.tsx';
import type { IconName } from '../../ui/icons.ts';
import { Logo } from '../../ui/Logo.tsx';
import { RouteLink } from '../../ui/RouteLink.tsx';
import { Bell } from './Bell.tsx';
import { MyPresence } from './MyPresence.tsx';
import { PromiseDial } from './PromiseDial.tsx';
import styles from './Rail.module.css';
import { useTroubles } from './use-troubles.ts';

type Place = { to: Route; icon: IconName; label: WordKey; action: ActionId; needs: Permission };

const PLACES: Place[] = [
  { to: { screen: 'desk', conversation: null }, icon: 'desk', label: 'nav.desk', action: 'goDesk', needs: 'read' },
  { to: { screen: 'team' }, icon: 'team', label: 'nav.team', action: 'goTeam', needs: 'read_people' },
  {
    to: { screen: 'listening', query: null },
    icon: 'wave',
    label: 'nav.listening',
    action: 'goListening',
    needs: 'read_channels',
  },
  {
    to: { screen: 'people', contact: null },
    icon: 'people',
    label: 'nav.people',
    action: 'goPeople',
    needs: 'read_people',
  },
  {
    to: { screen: 'insight', part: null, search: '' },
    icon: 'insight',
    label: 'nav.insight',
    action: 'goInsight',
    needs: 'read',
  },
  {
    to: { screen: 'channels', channel: null },
    icon: 'channels',
    label: 'nav.channels',
    action: 'goChannels',
    needs: 'read_channels',
  },
];
const SETTINGS: Place = {
  to: { screen: 'settings', tab: 'profile' },
  icon: 'settings',
  label: 'nav.settings',
  action: 'goSettings',
  needs: 'self',
};

/** The screens, and how the whole team's promise stands. On a phone it lies at the foot, within reach of the thumb. */
export function Rail() {
  const { t } = useWords();
  const { may } = usePerson();
  const troubles = useTroubles();
  return (
    <nav className={styles.rail} aria-label={t('nav.label')}>
      <span className={styles.mark}>
        <Logo size={32} />
      </span>
      {PLACES.filter(place => may(place.needs)).map(place => (
        <RailLink key={place.action} place={place} troubles={place.action === 'goChannels' ? troubles : 0} />
      ))}
      <span className={styles.space} />
      <PromiseDial />
      <Bell />
      <RailLink place={SETTINGS} />
      <MyPresence />
    </nav>
  );
}

function RailLink({ place, troubles = 0 }: { place: Place; troubles?: number }) {
  const { t } = useWords();
  const route = useRoute();
  const here = route.screen === place.to.screen;
  const keys = keysOf(place.action);
  const name = troubles === 0 ? t(place.label) : `${t(place.label)}: ${t('health.needsLook', { n: troubles })}`;
  return (
    <RouteLink
      className={styles.link}
      to={place.to}
      title={t('menu.withKey', { name, key: keys })}
      aria-label={name}
      aria-current={here ? 'page' : undefined}
      data-path={pathOf(place.to)}
    >
      <Icon name={place.icon} />
      {troubles > 0 && <span className={styles.dot} />}
      <span className={styles.words} aria-hidden="true">
        {t(place.label)}
      </span>
    </RouteLink>
  );
}
