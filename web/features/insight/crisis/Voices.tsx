import { Moment } from '../../../ui/Moment.tsx';
import { networkName } from '../../../ui/networks.ts';
import { RouteLink } from '../../../ui/RouteLink.tsx';
import { oneLine } from '../../../ui/safe-text.ts';
import { Card } from '../Card.tsx';
import { FigureTable } from '../FigureTable.tsx';
import { count } from '../numbers.ts';
import { useInsightWords } from '../words.ts';
import type { CrisisView } from './Crisis.tsx';

export type Voice = CrisisView['firstVoices'][number];

/** Who began, in order, with how many follow them. */
export function Voices({ crisis }: { crisis: CrisisView }) {
  const { t } = useInsightWords();
  return (
    <Card title={t('crisis.voices')} says={t('crisis.voicesSay')}>
      <VoiceTable
        rows={crisis.firstVoices}
        caption={t('crisis.table', { name: t('crisis.voices') })}
        file="crisis-first-voices"
      />
    </Card>
  );
}

export function VoiceTable({ rows, caption, file }: { rows: readonly Voice[]; caption: string; file: string }) {
  const { t, language } = useInsightWords();
  return (
    <FigureTable<Voice>
      caption={caption}
      file={file}
      rows={rows}
      keyOf={voice => voice.id}
      columns={[
        {
          id: 'who',
          label: t('crisis.col.who'),
          value: voice => voice.name ?? voice.handle,
          show: voice => <bdi>{oneLine(voice.name ?? voice.handle ?? t('rows.unknown'))}</bdi>,
        },
        { id: 'at', label: t('crisis.col.time'), value: voice => voice.at, show: voice => <Moment at={voice.at} /> },
        {
          id: 'text',
          label: t('rows.words'),
          value: voice => voice.text,
          show: voice => <Said voice={voice} />,
          kind: 'words',
        },
        {
          id: 'network',
          label: t('crisis.col.where'),
          value: voice => voice.network,
          show: voice => networkName(voice.network),
        },
        {
          id: 'followers',
          label: t('crisis.col.reach'),
          value: voice => voice.followers,
          show: voice => (voice.followers === null ? t('crisis.notKnown') : count(voice.followers, language)),
          kind: 'number',
        },
      ]}
    />
  );
}

/** To the conversation where there is one, else to the post on its network. */
function Said({ voice }: { voice: Voice }) {
  const { t } = useInsightWords();
  const words = <span dir="auto">{oneLine(voice.text) || t('rows.noWords')}</span>;
  if (voice.conversationId !== null)
    return <RouteLink to={{ screen: 'desk', conversation: voice.conversationId }}>{words}</RouteLink>;
  if (voice.url === null || !/^https?:/u.test(voice.url)) return words;
  return (
    <a href={voice.url} target="_blank" rel="noreferrer noopener">
      {words}
    </a>
  );
}
