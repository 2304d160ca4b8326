import { networkName } from '../../ui/networks.ts';
import { RouteLink } from '../../ui/RouteLink.tsx';
import { oneLine } from '../../ui/safe-text.ts';
import type { Column } from './FigureTable.tsx';
import type { InsightWords } from './words.ts';

type Said = {
  conversationId: string | null;
  network: string;
  preview?: string;
  text?: string;
  name?: string | null;
  handle?: string | null;
};

/** Who wrote, where. */
export function whoColumn<Row extends Said>({ t }: InsightWords): Column<Row> {
  return {
    id: 'who',
    label: t('work.who'),
    value: row => row.name ?? row.handle ?? null,
    show: row => (
      <>
        <bdi>{oneLine(row.name ?? row.handle ?? '') || t('rows.unknown')}</bdi>
        <small>{networkName(row.network)}</small>
      </>
    ),
  };
}

/** What they wrote, as the way to the conversation; what was only overheard has none. */
export function wroteColumn<Row extends Said>({ t }: InsightWords): Column<Row> {
  return {
    id: 'words',
    label: t('work.wrote'),
    kind: 'words',
    value: row => row.preview ?? row.text ?? '',
    show: row => {
      const said = <span dir="auto">{oneLine(row.preview ?? row.text ?? '') || t('rows.noWords')}</span>;
      if (row.conversationId !== null)
        return <RouteLink to={{ screen: 'desk', conversation: row.conversationId }}>{said}</RouteLink>;
      return (
        <>
          {said}
          <small>{t('work.overheard')}</small>
        </>
      );
    },
  };
}

export function networkColumn<Row extends Said>({ t }: InsightWords): Column<Row> {
  return { id: 'network', label: t('work.part'), value: row => row.network, show: row => networkName(row.network) };
}

/** An instant, in the zone the figures are told in. */
export function whenColumn<Row>(
  id: string,
  label: string,
  at: (row: Row) => string | null,
  language: string,
  timeZone: string | undefined,
): Column<Row> {
  return {
    id,
    label,
    value: at,
    show: row => {
      const instant = at(row);
      return instant === null ? '–' : <time dateTime={instant}>{instantWords(instant, language, timeZone)}</time>;
    },
  };
}

export function instantWords(instant: string, language: string, timeZone?: string): string {
  const options = { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' } as const;
  return new Intl.DateTimeFormat(language, timeZone === undefined ? options : { ...options, timeZone }).format(
    new Date(instant),
  );
}
