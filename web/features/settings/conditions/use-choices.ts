import type { PolicyCondition } from '../../../../src/core/policy.ts';
import { INTENTS, REQUEST_PREFIX, REQUESTS, SENTIMENTS } from '../../../../src/core/triage/reading.ts';
import { PRIORITIES } from '../../../../src/core/view.ts';
import { usePerson } from '../../../session.ts';
import { useWords } from '../../../strings/words.ts';
import { useAsked } from '../../../use-asked.ts';
import { languageName } from '../../desk/language-badge.ts';
import { intentWords } from '../../desk/readings/reading-words.ts';

export type ListCondition = Exclude<PolicyCondition, 'visibility' | 'heard' | 'urgency' | 'noise'>;
export type Option = { id: string; words: string };
export type OptionsOf = Record<ListCondition, Option[]>;

/** Offered by name; any other can be typed by its code. */
const LANGUAGES_OFFERED =
  'ar bg bn ca cs da de el en es et fa fi fr he hi hr hu id it ja ko lt lv ms nl no pl pt ro ru sk sl sr sv sw ta th tr uk ur vi zh'.split(
    ' ',
  );

/** What can be chosen in each condition that takes several. */
export function useChoices(): OptionsOf {
  const words = useWords();
  const { t, chosen } = words;
  const { brand } = usePerson();
  const [inboxes] = useAsked('listInboxes', { brand: brand.id });
  const [networks] = useAsked('listNetworks', {});
  const [teams] = useAsked('listTeams', { brand: brand.id });
  const [tags] = useAsked('listTags', { brand: brand.id });
  const [triage] = useAsked('readTriageSettings', { brand: brand.id });
  const requests = triage.kind === 'ready' ? triage.value.requestNames : REQUESTS;
  const intents = [...INTENTS, ...requests.map(name => `${REQUEST_PREFIX}${name}`)];
  const named = ({ id, name }: { id: string; name: string }) => ({ id, words: name });
  return {
    intents: intents.map(id => ({ id, words: intentWords(id, words) })),
    sentiments: SENTIMENTS.map(id => ({ id, words: t(`triage.sentiment.${id}`) })),
    priorities: PRIORITIES.map(id => ({ id, words: t(`promise.priority.${id}`) })),
    inboxIds: inboxes.kind === 'ready' ? inboxes.value.rows.map(named) : [],
    networks: networks.kind === 'ready' ? networks.value.rows.map(named) : [],
    languages: LANGUAGES_OFFERED.map(id => ({ id, words: languageName(id, chosen) })),
    teamIds: teams.kind === 'ready' ? teams.value.rows.map(named) : [],
    tags: tags.kind === 'ready' ? tags.value.rows.map(({ tag }) => ({ id: tag, words: tag })) : [],
    contactTags: [],
  };
}
