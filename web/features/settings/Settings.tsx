import { type ComponentType, lazy, Suspense } from 'react';
import type { Permission } from '../../../src/core/permission.ts';
import { usePerson } from '../../session.ts';
import { useWords, type WordKey } from '../../strings/words.ts';
import { Icon } from '../../ui/Icon.tsx';
import type { IconName } from '../../ui/icons.ts';
import { Page } from '../../ui/Page.tsx';
import { RouteLink } from '../../ui/RouteLink.tsx';
import { Audit } from './audit/Audit.tsx';
import { Brands } from './Brands.tsx';
import { ContactFields } from './ContactFields.tsx';
import { Hours } from './hours/Hours.tsx';
import { Inboxes } from './Inboxes.tsx';
import { Members } from './Members.tsx';
import { Profile } from './Profile.tsx';
import { Promises } from './promises/Promises.tsx';
import { BeforeSending } from './replies/BeforeSending.tsx';
import { SavedReplies } from './replies/SavedReplies.tsx';
import { Rules } from './rules/Rules.tsx';
import styles from './Settings.module.css';
import { Tokens } from './Tokens.tsx';
import { Teams } from './teams/Teams.tsx';
import { Webhooks } from './webhooks/Webhooks.tsx';

/** Large and seldom opened: fetched with the first opening. */
const Learning = lazy(() => import('./learning/Learning.tsx').then(module => ({ default: module.Learning })));
const Surveys = lazy(() => import('./surveys/Surveys.tsx').then(module => ({ default: module.Surveys })));
const TriageSettings = lazy(() =>
  import('./triage/TriageSettings.tsx').then(module => ({ default: module.TriageSettings })),
);

type Place = { tab: string; icon: IconName; label: WordKey; lead: WordKey; needs: Permission; page: ComponentType };

const PLACES: Place[] = [
  {
    tab: 'profile',
    icon: 'person',
    label: 'settings.profile',
    lead: 'settings.profileLead',
    needs: 'self',
    page: Profile,
  },
  {
    tab: 'inboxes',
    icon: 'desk',
    label: 'settings.inboxes',
    lead: 'settings.inboxesLead',
    needs: 'lead',
    page: Inboxes,
  },
  {
    tab: 'promises',
    icon: 'check',
    label: 'settings.promises',
    lead: 'settings.promisesLead',
    needs: 'lead',
    page: Promises,
  },
  { tab: 'rules', icon: 'branch', label: 'settings.rules', lead: 'settings.rulesLead', needs: 'lead', page: Rules },
  { tab: 'hours', icon: 'clock', label: 'settings.hours', lead: 'settings.hoursLead', needs: 'lead', page: Hours },
  {
    tab: 'members',
    icon: 'people',
    label: 'settings.members',
    lead: 'settings.membersLead',
    needs: 'lead',
    page: Members,
  },
  {
    tab: 'fields',
    icon: 'tag',
    label: 'settings.fields',
    lead: 'settings.fieldsLead',
    needs: 'lead',
    page: ContactFields,
  },
  { tab: 'teams', icon: 'people', label: 'settings.teams', lead: 'settings.teamsLead', needs: 'lead', page: Teams },
  {
    tab: 'saved-replies',
    icon: 'reply',
    label: 'settings.savedReplies',
    lead: 'settings.savedRepliesLead',
    needs: 'answer',
    page: SavedReplies,
  },
  {
    tab: 'before-sending',
    icon: 'eye',
    label: 'settings.beforeSending',
    lead: 'settings.beforeSendingLead',
    needs: 'lead',
    page: BeforeSending,
  },
  {
    tab: 'learning',
    icon: 'checks',
    label: 'settings.learning',
    lead: 'settings.learningLead',
    needs: 'read_people',
    page: Learning,
  },
  {
    tab: 'triage',
    icon: 'info',
    label: 'settings.triage',
    lead: 'settings.triageLead',
    needs: 'lead',
    page: TriageSettings,
  },
  {
    tab: 'surveys',
    icon: 'checks',
    label: 'settings.surveys',
    lead: 'settings.surveysLead',
    needs: 'lead',
    page: Surveys,
  },
  { tab: 'audit', icon: 'filter', label: 'settings.audit', lead: 'settings.auditLead', needs: 'lead', page: Audit },
  { tab: 'brands', icon: 'brand', label: 'settings.brands', lead: 'settings.brandsLead', needs: 'self', page: Brands },
  {
    tab: 'webhooks',
    icon: 'link',
    label: 'settings.webhooks',
    lead: 'settings.webhooksLead',
    needs: 'lead',
    page: Webhooks,
  },
  { tab: 'tokens', icon: 'key', label: 'settings.tokens', lead: 'settings.tokensLead', needs: 'self', page: Tokens },
];

/** How do we work? Only the pages this person may use are listed. */
export function Settings({ tab }: { tab: string }) {
  const { t } = useWords();
  const { may } = usePerson();
  const open = PLACES.filter(place => may(place.needs));
  const here = open.find(place => place.tab === tab) ?? open[0];
  if (!here) return null;
  const Content = here.page;
  return (
    <div className={styles.screen}>
      <nav className={styles.places} aria-label={t('nav.settings')}>
        <h1>{t('nav.settings')}</h1>
        <div className={styles.links}>
          {open.map(place => (
            <RouteLink
              key={place.tab}
              to={{ screen: 'settings', tab: place.tab }}
              aria-current={place === here ? 'page' : undefined}
            >
              <Icon name={place.icon} size={16} /> {t(place.label)}
            </RouteLink>
          ))}
        </div>
      </nav>
      <Page title={t(here.label)} level={2}>
        <p className={styles.lead}>{t(here.lead)}</p>
        <Suspense fallback={null}>
          <Content />
        </Suspense>
      </Page>
    </div>
  );
}
