import { useEffect, useState } from 'react';
import type { OutputOf } from '../../../../src/contract/api.ts';
import { keysOf } from '../../../actions/action.ts';
import { useAction } from '../../../actions/registry.ts';
import { ask } from '../../../api.ts';
import { onEvent } from '../../../live/store.ts';
import { usePerson } from '../../../session.ts';
import { useWords } from '../../../strings/words.ts';
import { AskedView } from '../../../ui/AskedView.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Empty } from '../../../ui/Empty.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { Kbd } from '../../../ui/Kbd.tsx';
import { Meter } from '../../../ui/Meter.tsx';
import { RouteLink } from '../../../ui/RouteLink.tsx';
import { useAsked } from '../../../use-asked.ts';
import { useDeed } from '../../settings/use-deed.ts';
import { FoundPost } from '../FoundPost.tsx';
import { dayOf } from '../figures/percent.ts';
import list from '../Listening.module.css';
import styles from './Audit.module.css';
import { AuditResult } from './AuditResult.tsx';

export type AuditView = OutputOf<'openAudit'>;
type Post = AuditView['posts'][number];
type Mark = NonNullable<Post['mark']>;

const MARKS = [
  { mark: 'complaint', action: 'auditComplaint', label: 'audit.mark.complaint' },
  { mark: 'about us', action: 'auditAboutUs', label: 'audit.mark.aboutUs' },
  { mark: 'not about us', action: 'auditNotUs', label: 'audit.mark.notUs' },
  { mark: 'cannot tell', action: 'auditCannotTell', label: 'audit.mark.cannotTell' },
] as const;

/** Twenty random posts, one at a time, judged with one key each; several people may share them. */
export function AuditScreen() {
  const { t } = useWords();
  const { brand } = usePerson();
  const [asked, again] = useAsked('openAudit', { brand: brand.id });
  useEffect(() => {
    document.title = `${t('audit.title')} · Heed`;
  }, [t]);
  useEffect(() => onEvent(event => event.data.kind === 'settings.changed' && again()), [again]);
  return (
    <main className={list.main}>
      <header className={list.head}>
        <RouteLink className={list.back} to={{ screen: 'listening', query: null }}>
          <Icon name="back" size={16} /> {t('listening.queries')}
        </RouteLink>
        <h2>{t('audit.title')}</h2>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={list.scroll} tabIndex={0} aria-label={t('audit.title')}>
        <AskedView asked={asked} again={again}>
          {audit => (audit.drawn === null ? <NotDrawn onDrawn={again} /> : <Reading audit={audit} onChange={again} />)}
        </AskedView>
      </section>
    </main>
  );
}

function NotDrawn({ onDrawn }: { onDrawn: () => void }) {
  const { t } = useWords();
  const { brand } = usePerson();
  const deed = useDeed();
  async function draw() {
    if (await deed.run(() => ask('drawAudit', { brand: brand.id }))) onDrawn();
  }
  return (
    <Empty
      icon="eye"
      title={t('audit.notDrawn')}
      acts={
        <Button look="primary" disabled={deed.busy} onClick={draw}>
          {t('audit.draw')}
        </Button>
      }
    >
      {t('audit.notDrawnWhy')}
    </Empty>
  );
}

function Reading({ audit: known, onChange }: { audit: AuditView; onChange: () => void }) {
  const { t, language } = useWords();
  const { brand } = usePerson();
  const deed = useDeed();
  const [audit, setAudit] = useState(known);
  const [chosen, setChosen] = useState<string | null>(null);
  /** What this person judged just now, the last one at the end. */
  const [done, setDone] = useState<string[]>([]);
  useEffect(() => setAudit(known), [known]);
  const post = audit.posts.find(({ id }) => id === chosen) ?? audit.posts.find(({ mark }) => mark === null) ?? null;
  const last = done.at(-1);

  async function put(id: string, mark: Mark | null) {
    let after = audit;
    const did = await deed.run(async () => {
      after = await ask('markAudited', { brand: brand.id, id, body: { mark } });
    });
    if (did) setAudit(after);
    else onChange();
    return did;
  }
  async function judge(mark: Mark) {
    if (post === null || deed.busy || !(await put(post.id, mark))) return;
    setDone(before => [...before.filter(id => id !== post.id), post.id]);
    setChosen(null);
  }
  async function takeBack() {
    if (last === undefined || deed.busy || !(await put(last, null))) return;
    setDone(before => before.slice(0, -1));
    setChosen(last);
  }
  for (const { mark, action } of MARKS) {
    // biome-ignore lint/correctness/useHookAtTopLevel: always the same four, in the same order
    useAction(action, () => judge(mark), post !== null);
  }
  useAction('undo', takeBack, last !== undefined);

  const { read } = audit.result;
  return (
    <div className={styles.audit}>
      <div className={styles.progress}>
        <Meter share={read / Math.max(1, audit.size)} />
        <p aria-live="polite">{t('audit.progress', { read, size: audit.size })}</p>
        {last !== undefined && (
          <Button look="quiet" size="small" disabled={deed.busy} onClick={takeBack}>
            {t('audit.undo')} <Kbd keys={keysOf('undo')} />
          </Button>
        )}
      </div>
      {post === null ? (
        <Empty icon="check" title={t('audit.done')}>
          {t('audit.doneWhy')}
        </Empty>
      ) : (
        <Judging post={post} size={audit.size} busy={deed.busy} onJudge={judge} />
      )}
      <Dots audit={audit} current={post?.id ?? null} onChoose={setChosen} />
      {audit.drawn && (
        <p className={styles.drawn}>
          {t('audit.drawnFrom', {
            n: audit.drawn.ofPosts,
            from: dayOf(audit.drawn.fromAt, language, true),
            until: dayOf(audit.drawn.untilAt, language, true),
          })}
        </p>
      )}
      {read > 0 && <AuditResult audit={audit} />}
    </div>
  );
}

type JudgingProps = { post: Post; size: number; busy: boolean; onJudge: (mark: Mark) => void };

function Judging({ post, size, busy, onJudge }: JudgingProps) {
  const { t } = useWords();
  const { brand } = usePerson();
  return (
    <section className={styles.judging} aria-label={t('audit.post', { n: post.place, size })} aria-live="polite">
      <p className={styles.place}>{t('audit.post', { n: post.place, size })}</p>
      {post.forgotten ? (
        <p className={styles.drawn}>{t('audit.forgotten')}</p>
      ) : (
        // Whether it tagged us must not lead the reader.
        <FoundPost found={{ ...post, addressed: true }} />
      )}
      <h3 className={styles.question}>{t('audit.question', { brand: brand.name })}</h3>
      <div className={styles.marks}>
        {MARKS.map(({ mark, action, label }) => (
          <Button
            key={mark}
            size="large"
            disabled={busy}
            aria-pressed={post.mark === mark}
            onClick={() => onJudge(mark)}
          >
            <Kbd keys={keysOf(action)} /> {t(label)}
          </Button>
        ))}
      </div>
    </section>
  );
}

type DotsProps = { audit: AuditView; current: string | null; onChoose: (id: string) => void };

/** Every post by its number, to go back to one and judge it anew. */
function Dots({ audit, current, onChoose }: DotsProps) {
  const { t } = useWords();
  return (
    <ol className={styles.dots}>
      {audit.posts.map(({ id, place, mark }) => (
        <li key={id}>
          <button
            type="button"
            className={mark === null ? styles.dot : `${styles.dot} ${styles.read}`}
            aria-current={id === current ? 'step' : undefined}
            aria-label={
              mark === null
                ? t('audit.post', { n: place, size: audit.size })
                : `${t('audit.post', { n: place, size: audit.size })}: ${t(labelOf(mark))}`
            }
            onClick={() => onChoose(id)}
          >
            {place}
          </button>
        </li>
      ))}
    </ol>
  );
}

function labelOf(mark: Mark) {
  return (MARKS.find(one => one.mark === mark) ?? MARKS[3]).label;
}
