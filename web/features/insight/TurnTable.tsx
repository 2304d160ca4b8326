import type { OutputOf } from '../../../src/contract/api.ts';
import { Badge } from '../../ui/Badge.tsx';
import { networkName } from '../../ui/networks.ts';
import { RouteLink } from '../../ui/RouteLink.tsx';
import { oneLine } from '../../ui/safe-text.ts';
import table from '../../ui/Table.module.css';
import figure from './Figure.module.css';
import styles from './Insight.module.css';
import { span } from './numbers.ts';
import { useInsightWords } from './words.ts';

type Row = OutputOf<'listInsightRows'>['rows'][number];

/** Who wrote what and when, and what became of it. */
export function TurnTable({ rows, timeZone }: { rows: readonly Row[]; timeZone: string }) {
  const { t, language } = useInsightWords();
  const when = new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone,
    hourCycle: 'h23',
  });
  return (
    <div className={figure.wide}>
      <table className={`${table.table} ${figure.table} ${styles.turns}`} aria-label={t('rows.table')}>
        <thead>
          <tr>
            <th scope="col">{t('rows.who')}</th>
            <th scope="col">{t('rows.words')}</th>
            <th scope="col">{t('rows.when')}</th>
            <th scope="col" className={table.number}>
              {t('rows.became')}
            </th>
            <th scope="col" className={table.number}>
              {t('rows.risk')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={row.id}>
              <th scope="row">
                <bdi>{row.name ?? row.handle ?? t('rows.unknown')}</bdi>
                <small>{networkName(row.network)}</small>
              </th>
              <td className={figure.words} dir="auto" lang={row.wordsLanguage ?? undefined}>
                <RouteLink to={{ screen: 'desk', conversation: row.conversationId }}>
                  {oneLine(row.words) || t('rows.noWords')}
                </RouteLink>
              </td>
              <td>
                <time dateTime={row.openedAt}>{when.format(new Date(row.openedAt))}</time>
              </td>
              <td className={table.number}>
                <Became row={row} />
              </td>
              <td className={table.number}>{row.risk ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** How long it took, or that it never came; and whether the promise was kept. */
function Became({ row }: { row: Row }) {
  const { t, language } = useInsightWords();
  const { outcome, responseSeconds, waitedSeconds, kept } = row;
  const time = responseSeconds ?? waitedSeconds;
  return (
    <>
      {outcome === 'answered' && time !== null && t('rows.answeredIn', { time: span(time, language) })}
      {outcome === null && time !== null && t('rows.waitsSince', { time: span(time, language) })}
      {outcome !== null && outcome !== 'answered' && t(`rows.outcome.${outcome}`)}{' '}
      {kept === true && <Badge meaning="kept">{t('rows.keptOne')}</Badge>}
      {kept === false && <Badge meaning="broken">{t('rows.brokenOne')}</Badge>}
    </>
  );
}
