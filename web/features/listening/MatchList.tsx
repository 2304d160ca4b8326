import { useEffect, useState } from 'react';
import type { OutputOf } from '../../../src/contract/api.ts';
import { ask } from '../../api.ts';
import { go } from '../../routes.ts';
import { usePerson } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { AskedView } from '../../ui/AskedView.tsx';
import { Button, LinkButton } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { say } from '../../ui/toast.ts';
import { useAsked } from '../../use-asked.ts';
import { useDeed } from '../settings/use-deed.ts';
import { FoundPost } from './FoundPost.tsx';
import { HourBars } from './HourBars.tsx';
import styles from './Listening.module.css';
import type { QueryRow } from './QueryList.tsx';
import { useAgainEvery } from './use-again-every.ts';

type Match = OutputOf<'listMatches'>['rows'][number];
const VIEWS = ['all', 'untagged', 'unanswered', 'noise'] as const;
type View = (typeof VIEWS)[number];

/** How soon a match is on the screen; not while somebody reads further back, whose place would be lost. */
const REFRESH_MS = 3_000;

/** What a query heard, newest first, to be judged or brought to the desk. */
export function MatchList({ query }: { query: QueryRow | null }) {
  const { t } = useWords();
  const { brand } = usePerson();
  const [view, setView] = useState<View>('all');
  const [words, setWords] = useState('');
  const [hours] = useAsked('openQuery', query === null ? null : { brand: brand.id, id: query.id });
  const question = { view, words: words.trim(), ...(query === null ? {} : { query: query.id }) };
  const [asked, again] = useAsked('listMatches', { brand: brand.id, query: question });
  const [readsOn, setReadsOn] = useState(false);
  useAgainEvery(again, readsOn ? null : REFRESH_MS);
  return (
    <>
      {hours.kind === 'ready' && (
        <div className={styles.pad}>
          <HourBars hours={hours.value.hours} />
        </div>
      )}
      <div className={styles.bar}>
        {VIEWS.map(one => (
          <Chip key={one} on={view === one} onClick={() => setView(one)}>
            {t(`listening.view.${one}`)}
          </Chip>
        ))}
        <input
          className={styles.find}
          type="search"
          dir="auto"
          value={words}
          maxLength={200}
          aria-label={t('listening.find')}
          placeholder={t('listening.find')}
          onChange={event => setWords(event.target.value)}
        />
      </div>
      <AskedView asked={asked} again={again}>
        {page =>
          page.rows.length === 0 ? (
            <Empty icon="wave" title={t('listening.none')}>
              {t(view === 'all' && words === '' ? 'listening.noneWhy' : 'listening.noneHere')}
            </Empty>
          ) : (
            <Pages
              key={JSON.stringify([question, page.rows[0]?.id])}
              first={page}
              question={question}
              again={again}
              onReadsOn={setReadsOn}
            />
          )
        }
      </AskedView>
    </>
  );
}

type PagesProps = {
  first: OutputOf<'listMatches'>;
  question: { view: View; words: string; query?: string };
  again: () => void;
  onReadsOn: (readsOn: boolean) => void;
};

function Pages({ first, question, again, onReadsOn }: PagesProps) {
  const { t } = useWords();
  const { brand } = usePerson();
  const [more, setMore] = useState<Match[]>([]);
  const [next, setNext] = useState(first.next);
  const deed = useDeed();
  const readsOn = more.length > 0;
  useEffect(() => {
    onReadsOn(readsOn);
    return () => onReadsOn(false);
  }, [readsOn, onReadsOn]);
  async function read() {
    if (next === null) return;
    await deed.run(async () => {
      const page = await ask('listMatches', { brand: brand.id, query: { ...question, after: next } });
      setMore(rows => [...rows, ...page.rows]);
      setNext(page.next);
    });
  }
  return (
    <>
      {[...first.rows, ...more].map(match => (
        <MatchRow key={match.id} match={match} onChange={again} />
      ))}
      {next !== null && (
        <p className={styles.pad}>
          <Button disabled={deed.busy} onClick={read}>
            {t('listening.more')}
          </Button>
        </p>
      )}
    </>
  );
}

function MatchRow({ match, onChange }: { match: Match; onChange: () => void }) {
  const { t } = useWords();
  const { brand } = usePerson();
  const deed = useDeed();
  const [mark, setMark] = useState(match.mark);
  useEffect(() => setMark(match.mark), [match.mark]);
  async function judge(to: Match['mark']) {
    const done = await deed.run(() => ask('markMatch', { brand: brand.id, id: match.id, body: { mark: to } }));
    if (!done) return;
    setMark(to);
    if (to === 'noise') say(t('listening.markedNoise'), { undo: () => judge(null) });
    else onChange();
  }
  async function take() {
    let id = match.conversationId;
    const done = await deed.run(async () => {
      id ??= (await ask('takeMatch', { brand: brand.id, id: match.id })).conversationId;
    });
    if (done) go({ screen: 'desk', conversation: id });
  }
  return (
    <FoundPost
      found={match}
      out={mark === 'noise'}
      acts={
        <>
          {mark === null && (
            <LinkButton disabled={deed.busy} onClick={() => judge('ours')}>
              {t('precision.ours')}
            </LinkButton>
          )}
          {mark === 'ours' && <span>{t('precision.markedOurs')}</span>}
          <LinkButton disabled={deed.busy} onClick={() => judge(mark === 'noise' ? null : 'noise')}>
            {t(mark === 'noise' ? 'listening.letIn' : 'listening.notUs')}
          </LinkButton>
          {(match.conversationId !== null || !match.deleted) && (
            <LinkButton disabled={deed.busy} onClick={take}>
              {t(match.conversationId === null ? 'listening.take' : 'listening.onDesk')}
            </LinkButton>
          )}
        </>
      }
    />
  );
}
