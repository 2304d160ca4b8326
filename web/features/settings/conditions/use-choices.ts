import { INTENTS } from '../../../../src/core/intent.ts';
import type { PolicyCondition } from '../../../../src/core/policy.ts';
import { PRIORITIES } from '../../../../src/core/view.ts';
import { usePerson } from '../../../session.ts';
import { useWords } from '../../../strings/words.ts';
import { useAsked } from '../../../use-asked.ts';
import { languageName } from '../../desk/language-badge.ts';

export type ListCondition = Exclude<PolicyCondition, 'visibility' | 'heard'>;
export type Option = { id: string; words: string };
export type OptionsOf = Record<ListCondition, Option[]>;

/** Offered by name; any other can be typed by its code. */
const LANGUAGES_OFFERED =
  'ar bg bn ca cs da de el en es et fa fi fr he hi hr hu id it ja ko lt lv ms nl no pl pt ro ru sk sl sr sv sw ta th tr uk ur vi zh'.split(
    ' ',
  );

/** What can be chosen in each condition that takes several. */
export function useChoices(): OptionsOf {
  const { t, chosen } = useWords();
  const { brand } = usePerson();
  const [inboxes] = useAsked('listInboxes', { brand: brand.id });
  const [networks] = useAsked('listNetworks', {});
  const [teams] = useAsked('listTeams', { brand: brand.id });
  const [tags] = useAsked('listTags', { brand: brand.id });
  const named = ({ id, name }: { id: string; name: string }) => ({ id, words: name });
  return {
    intents: INTENTS.map(id => ({ id, words: t(`promise.intent.${id}`) })),
    priorities: PRIORITIES.map(id => ({ id, words: t(`promise.priority.${id}`) })),
    inboxIds: inboxes.kind === 'ready' ? inboxes.value.rows.map(named) : [],
    networks: networks.kind === 'ready' ? networks.value.rows.map(named) : [],
    languages: LANGUAGES_OFFERED.map(id => ({ id, words: languageName(id, chosen) })),
    teamIds: teams.kind === 'ready' ? teams.value.rows.map(named) : [],
    tags: tags.kind === 'ready' ? tags.value.rows.map(({ tag }) => ({ id: tag, words: tag })) : [],
    contactTags: [],
  };
}
