import { useCallback } from 'react';
import type { OutputOf } from '../../../../src/contract/api.ts';
import { ask } from '../../../api.ts';
import { usePerson } from '../../../session.ts';
import { RouteLink } from '../../../ui/RouteLink.tsx';
import { intentWords } from '../../desk/readings/reading-words.ts';
import { Behind } from '../Behind.tsx';
import type { Column } from '../FigureTable.tsx';
import { instantWords, networkColumn, whenColumn, whoColumn, wroteColumn } from '../post-columns.tsx';
import { queryOf, type Slice, type SliceQuery } from '../slice.ts';
import { useInsightWords } from '../words.ts';
import { took } from './amounts.ts';

type Props = { slice: Slice; which: string };
const AT_ONCE = 50;

/** The rows behind one of the figures of the workload. */
export function RowsBehind({ slice, which }: Props) {
  const cut = which.indexOf(':');
  const [kind, value] = cut < 0 ? [which, ''] : [which.slice(0, cut), which.slice(cut + 1)];
  if (kind === 'waited') return <Waited slice={slice} at={value} />;
  if (kind === 'again') return <Again slice={slice} />;
  if (kind === 'intents' || kind === 'tags') return <Topic slice={slice} what={kind} topic={value} />;
  if (kind === 'word') return <Word slice={slice} word={value} />;
  return <Answers slice={slice} agent={value} />;
}

/** Reads a page of it; the same function as long as the question is the same, so that it is asked once. */
function useRead<Page>(slice: Slice, more: object, read: (brand: number, query: SliceQuery) => Promise<Page>) {
  const { brand } = usePerson();
  const question = JSON.stringify({ ...queryOf(slice), ...more });
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is read follows from the question alone
  return useCallback(
    (after: string | null) =>
      read(brand.id, { ...(JSON.parse(question) as SliceQuery), ...(after !== null && { after }) }),
    [brand.id, question],
  );
}

function Answers({ slice, agent }: { slice: Slice; agent: string }) {
  const words = useInsightWords();
  const { t, language } = words;
  const { may } = usePerson();
  type Row = OutputOf<'listHandling'>['rows'][number];
  const more = { limit: AT_ONCE, ...(agent !== '' && { agent }) };
  const read = useRead(slice, more, (brand, query) => ask('listHandling', { brand, query }));
  const columns: Column<Row>[] = [
    {
      id: 'sent_at',
      label: t('work.timeCol'),
      value: row => row.sentAt,
      show: row => (
        <RouteLink to={{ screen: 'desk', conversation: row.conversationId }}>
          {instantWords(row.sentAt, language)}
        </RouteLink>
      ),
    },
    networkColumn(words),
    ...(may('lead')
      ? [{ id: 'colleague', label: t('work.colleague'), value: (row: Row) => row.agentName } as const]
      : []),
    {
      id: 'seconds',
      label: t('work.took'),
      kind: 'number',
      value: row => row.seconds,
      show: row => took(row.seconds, language),
    },
    { id: 'at_once', label: t('work.atOnce'), kind: 'number', value: row => row.atOnce },
  ];
  return <Behind title={t('work.handling')} file="answers" columns={columns} read={read} />;
}

function Waited({ slice, at }: { slice: Slice; at: string }) {
  const words = useInsightWords();
  const { t, language } = words;
  type Row = OutputOf<'listBacklog'>['rows'][number];
  const read = useRead(slice, { at, limit: AT_ONCE }, (brand, query) =>
    ask('listBacklog', { brand, query: { ...query, at } }),
  );
  const columns: Column<Row>[] = [
    wroteColumn(words),
    networkColumn(words),
    whenColumn('opened_at', t('work.opened'), row => row.openedAt, language, undefined),
    whenColumn('closed_at', t('work.closed'), row => row.closedAt, language, undefined),
  ];
  const title = t('work.waitedAt', { at: Number.isNaN(Date.parse(at)) ? at : instantWords(at, language) });
  return <Behind title={title} file="waited" columns={columns} read={read} />;
}

function Again({ slice }: { slice: Slice }) {
  const words = useInsightWords();
  const { t, language } = words;
  type Row = OutputOf<'listReopenings'>['rows'][number];
  const read = useRead(slice, { limit: AT_ONCE }, (brand, query) => ask('listReopenings', { brand, query }));
  const columns: Column<Row>[] = [
    wroteColumn(words),
    networkColumn(words),
    whenColumn('resolved_at', t('work.resolved'), row => row.resolvedAt, language, undefined),
    whenColumn('again_at', t('work.againCol'), row => row.againAt, language, undefined),
  ];
  return <Behind title={t('work.openAgain')} file="reopened" columns={columns} read={read} />;
}

type Post = OutputOf<'listTopicRows'>['rows'][number];

function Topic({ slice, what, topic }: { slice: Slice; what: 'intents' | 'tags'; topic: string }) {
  const words = useInsightWords();
  const { t } = words;
  const read = useRead(slice, { what, topic, limit: AT_ONCE }, (brand, query) =>
    ask('listTopicRows', { brand, query: { ...query, what, topic } }),
  );
  const name = what === 'intents' ? intentWords(topic, words) : topic;
  return <Behind title={t('work.topicTitle', { topic: name })} file="topic" columns={usePostColumns()} read={read} />;
}

function Word({ slice, word }: { slice: Slice; word: string }) {
  const { t } = useInsightWords();
  const read = useRead(slice, { word }, (brand, query) => ask('listWordRows', { brand, query: { ...query, word } }));
  return <Behind title={t('work.wordTitle', { word })} file="word" columns={usePostColumns()} read={read} />;
}

function usePostColumns(): Column<Post>[] {
  const words = useInsightWords();
  const { t, language } = words;
  return [
    whoColumn(words),
    wroteColumn(words),
    whenColumn('at', t('work.timeCol'), row => row.at, language, undefined),
  ];
}
