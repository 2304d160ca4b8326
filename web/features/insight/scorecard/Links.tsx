import { type FormEvent, useState } from 'react';
import type { OutputOf } from '../../../../src/contract/api.ts';
import type { ScorecardLanguage } from '../../../../src/core/insight/scorecard.ts';
import { ask } from '../../../api.ts';
import { usePerson } from '../../../session.ts';
import { AskedView } from '../../../ui/AskedView.tsx';
import { Badge } from '../../../ui/Badge.tsx';
import { Banner } from '../../../ui/Banner.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Field, Select } from '../../../ui/Field.tsx';
import { Moment } from '../../../ui/Moment.tsx';
import { nowMs } from '../../../ui/tick.ts';
import { say } from '../../../ui/toast.ts';
import { useAsked } from '../../../use-asked.ts';
import { useDeed } from '../../settings/use-deed.ts';
import { Card, One } from '../Card.tsx';
import { FigureTable } from '../FigureTable.tsx';
import type { Slice } from '../slice.ts';
import { useInsightWords } from '../words.ts';
import styles from './Scorecard.module.css';
import { wishOf } from './slice-wish.ts';

type Link = OutputOf<'listScorecardLinks'>['rows'][number];
const DAYS = [1, 7, 30, 90];
const USUAL_DAYS = 30;

/** Who outside may look, and for how long. */
export function Links({ slice, words }: { slice: Slice; words: ScorecardLanguage }) {
  const { t } = useInsightWords();
  const { brand } = usePerson();
  const [asked, again] = useAsked('listScorecardLinks', { brand: brand.id });
  const deed = useDeed();
  const [url, setUrl] = useState<string | null>(null);
  async function make(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const element = event.currentTarget;
    const form = new FormData(element);
    const name = String(form.get('name')).trim();
    const body = { name, words, days: Number(form.get('days')), slice: wishOf(slice) };
    const done = await deed.run(async () => setUrl((await ask('makeScorecardLink', { brand: brand.id, body })).url));
    if (!done) return;
    element.reset();
    again();
  }
  async function revoke(id: string) {
    await deed.run(() => ask('revokeScorecardLink', { brand: brand.id, id }), t('score.revoked'));
    setUrl(null);
    again();
  }
  return (
    <One>
      <Card title={t('score.links')} says={t('score.linksLead')}>
        <form className={styles.line} onSubmit={make}>
          <Field label={t('score.linkName')} name="name" required maxLength={120} bad={deed.fields['name']} />
          <Select label={t('score.linkDays')} name="days" defaultValue={USUAL_DAYS}>
            {DAYS.map(n => (
              <option key={n} value={n}>
                {t('score.days', { n })}
              </option>
            ))}
          </Select>
          <Button type="submit" disabled={deed.busy}>
            {t('score.makeLink')}
          </Button>
        </form>
        {url !== null && <Made url={url} />}
        <AskedView asked={asked} again={again}>
          {({ rows }) =>
            rows.length === 0 ? (
              <p className={styles.quiet}>{t('score.noLinks')}</p>
            ) : (
              <LinkTable rows={rows} busy={deed.busy} onRevoke={revoke} />
            )
          }
        </AskedView>
      </Card>
    </One>
  );
}

/** The one time the address is told. */
function Made({ url }: { url: string }) {
  const { t } = useInsightWords();
  async function copy() {
    await navigator.clipboard.writeText(url);
    say(t('score.copied'));
  }
  return (
    <div className={styles.made}>
      <Banner icon="link">
        {t('score.linkOnce')}
        <p className={styles.address} dir="ltr">
          <a href={url} target="_blank" rel="noreferrer">
            {url}
          </a>
        </p>
        <Button size="small" onClick={copy}>
          {t('score.copy')}
        </Button>
      </Banner>
    </div>
  );
}

type TableProps = { rows: Link[]; busy: boolean; onRevoke: (id: string) => void };

function LinkTable({ rows, busy, onRevoke }: TableProps) {
  const { t } = useInsightWords();
  return (
    <FigureTable
      caption={t('work.inRows', { what: t('score.links') })}
      file="scorecard-links"
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        { id: 'name', label: t('score.linkName'), value: row => row.name, kind: 'words' },
        {
          id: 'expiresAt',
          label: t('score.linkUntil'),
          value: row => row.expiresAt,
          show: row => <Moment at={row.expiresAt} />,
        },
        { id: 'opens', label: t('score.opens'), value: row => row.opens, kind: 'number' },
        {
          id: 'openedAt',
          label: t('score.opened'),
          value: row => row.openedAt,
          show: row => (row.openedAt === null ? t('score.notOpened') : <Moment at={row.openedAt} />),
        },
        {
          id: 'state',
          label: t('score.revoke'),
          value: row => stateOf(row),
          show: row =>
            stateOf(row) === 'open' ? (
              <Button
                size="small"
                disabled={busy}
                aria-label={t('score.revokeOf', { name: row.name })}
                onClick={() => onRevoke(row.id)}
              >
                {t('score.revoke')}
              </Button>
            ) : (
              <Badge>{t(`score.state.${stateOf(row)}`)}</Badge>
            ),
        },
      ]}
    />
  );
}

function stateOf({ revokedAt, expiresAt }: Link): 'open' | 'expired' | 'revoked' {
  if (revokedAt !== null) return 'revoked';
  return Date.parse(expiresAt) <= nowMs() ? 'expired' : 'open';
}
