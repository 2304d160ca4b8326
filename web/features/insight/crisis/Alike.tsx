import { LinkButton } from '../../../ui/Button.tsx';
import { networkName } from '../../../ui/networks.ts';
import { oneLine } from '../../../ui/safe-text.ts';
import { Card } from '../Card.tsx';
import { FigureTable } from '../FigureTable.tsx';
import { count } from '../numbers.ts';
import { useInsightWords } from '../words.ts';
import type { CrisisView } from './Crisis.tsx';

type Props = { crisis: CrisisView; onPosts: (which: string) => void };
type Group = CrisisView['alike'][number];

/** What is passed on word for word, or nearly so; and how many found words of their own. */
export function Alike({ crisis, onPosts }: Props) {
  const { t, language } = useInsightWords();
  const { alike, own } = crisis;
  return (
    <Card
      title={t('crisis.alike')}
      says={t('crisis.alikeSays', { groups: alike.length, own })}
      definition="crisisAlike"
    >
      {alike.length > 0 && (
        <FigureTable<Group>
          caption={t('crisis.table', { name: t('crisis.alike') })}
          file="crisis-alike"
          rows={alike}
          keyOf={group => group.first.id}
          columns={[
            {
              id: 'first',
              label: t('crisis.col.firstSaid'),
              value: group => group.first.text,
              show: group => <span dir="auto">{oneLine(group.first.text)}</span>,
              kind: 'words',
            },
            {
              id: 'posts',
              label: t('crisis.col.posts'),
              value: group => group.posts,
              show: group => (
                <LinkButton onClick={() => onPosts(`alike ${group.first.id}`)}>
                  {count(group.posts, language)}
                </LinkButton>
              ),
              kind: 'number',
            },
            { id: 'voices', label: t('crisis.col.voices'), value: group => group.voices, kind: 'number' },
            {
              id: 'networks',
              label: t('crisis.col.where'),
              value: group => group.networks.join(' '),
              show: group => group.networks.map(networkName).join(', '),
            },
          ]}
        />
      )}
    </Card>
  );
}
