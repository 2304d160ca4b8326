import { useState } from 'react';
import type { OutputOf } from '../../../../src/contract/api.ts';
import { MODERATION_DEEDS, type ModerationDeed } from '../../../../src/core/moderation.ts';
import { ask } from '../../../api.ts';
import { usePerson } from '../../../session.ts';
import { useWords } from '../../../strings/words.ts';
import { AskedView } from '../../../ui/AskedView.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Empty } from '../../../ui/Empty.tsx';
import { Select } from '../../../ui/Field.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { Moment } from '../../../ui/Moment.tsx';
import { networkName } from '../../../ui/networks.ts';
import { RouteLink } from '../../../ui/RouteLink.tsx';
import { oneLine } from '../../../ui/safe-text.ts';
import { useAsked } from '../../../use-asked.ts';
import { DEED_ICONS } from '../../desk/moderation/deed-icons.ts';
import styles from './Audit.module.css';

type Line = OutputOf<'listModerations'>['rows'][number];

/** Who did what to which post, why, and what the network said: newest first. */
export function Audit() {
  const { t } = useWords();
  const { brand } = usePerson();
  const [deed, setDeed] = useState<ModerationDeed | ''>('');
  const query = deed === '' ? {} : { deed };
  const [asked, again] = useAsked('listModerations', { brand: brand.id, query });
  return (
    <>
      <Select
        className={styles.filter}
        label={t('moderate.which')}
        value={deed}
        onChange={event => setDeed(event.target.value as ModerationDeed | '')}
      >
        <option value="">{t('moderate.all')}</option>
        {MODERATION_DEEDS.map(one => (
          <option key={one} value={one}>
            {t(`moderate.do.${one}`)}
          </option>
        ))}
      </Select>
      <AskedView asked={asked} again={again}>
        {page =>
          page.rows.length === 0 ? (
            <Empty icon="filter" title={t('moderate.none')}>
              {t('moderate.noneWhy')}
            </Empty>
          ) : (
            <Lines key={`${deed} ${page.rows[0]?.id}`} first={page} query={query} />
          )
        }
      </AskedView>
    </>
  );
}

function Lines({ first, query }: { first: OutputOf<'listModerations'>; query: { deed?: ModerationDeed } }) {
  const { t } = useWords();
  const { brand } = usePerson();
  const [page, setPage] = useState(first);
  async function older() {
    if (page.next === null) return;
    const more = await ask('listModerations', { brand: brand.id, query: { ...query, after: page.next } });
    setPage({ rows: [...page.rows, ...more.rows], next: more.next });
  }
  return (
    <>
      <ol className={styles.lines}>
        {page.rows.map(line => (
          <Deed key={line.id} line={line} />
        ))}
      </ol>
      {page.next !== null && <Button onClick={older}>{t('moderate.older')}</Button>}
    </>
  );
}

function Deed({ line }: { line: Line }) {
  const { t } = useWords();
  const { deed, state, said } = line;
  const name =
    line.ruleName === null ? (line.agentName ?? t('happening.somebody')) : t('moderate.rule', { name: line.ruleName });
  const isOver = state === 'failed' || state === 'unsure';
  const isMoving = state === 'queued' || state === 'doing';
  const head = isMoving
    ? t(`moderate.doing.${deed}`)
    : state === 'failed'
      ? t(`moderate.not.${deed}`)
      : t(state === 'unsure' ? 'moderate.unsure' : `moderate.done.${deed}`, { name });
  return (
    <li className={styles.line}>
      <span className={isOver ? `${styles.icon} ${styles.failed}` : styles.icon}>
        <Icon name={DEED_ICONS[deed]} size={16} />
      </span>
      <div className={styles.told}>
        <p className={styles.head}>
          <b className={isOver ? styles.bad : undefined}>{head}</b>
          <span className={styles.quiet}>
            <Moment at={line.at} />
          </span>
        </p>
        {line.reason && <p className={styles.reason}>{line.reason}</p>}
        <p className={styles.quiet}>
          {line.ground && `${t(`moderate.ground.${line.ground}`)} · `}
          {state !== 'done' && `${name} · `}
          {line.channelName} ·{' '}
          <bdi>{line.personName ? t('moderate.theirs', { name: oneLine(line.personName) }) : t('moderate.ours')}</bdi>
        </p>
        <blockquote className={styles.post} dir="auto">
          <RouteLink to={{ screen: 'desk', conversation: line.conversationId }}>
            {oneLine(line.text) || t('moderate.wordsGone')}
          </RouteLink>
        </blockquote>
        {said && state !== 'unsure' && (
          <p className={styles.quiet}>
            {isOver ? t('moderate.said', { network: networkName(line.network), said }) : said}
          </p>
        )}
      </div>
    </li>
  );
}
