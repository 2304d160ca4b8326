import type { OutputOf } from '../../../../src/contract/api.ts';
import { usePerson } from '../../../session.ts';
import { AskedView } from '../../../ui/AskedView.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Empty } from '../../../ui/Empty.tsx';
import { networkName } from '../../../ui/networks.ts';
import { RouteLink } from '../../../ui/RouteLink.tsx';
import { useAsked } from '../../../use-asked.ts';
import { One } from '../Card.tsx';
import { Definition } from '../Definition.tsx';
import figure from '../Figure.module.css';
import { span } from '../numbers.ts';
import type { PartProps } from '../parts.ts';
import { Small } from '../Small.tsx';
import { queryOf } from '../slice.ts';
import { useInsightWords } from '../words.ts';
import { addresseeOf, type Company, keyOf, nameOf, type Report, readRows } from './company.ts';
import { NameRivals } from './NameRivals.tsx';
import { RivalCurves } from './RivalCurves.tsx';
import { RivalRows } from './RivalRows.tsx';
import styles from './Rivals.module.css';
import { RivalTable } from './RivalTable.tsx';

type List = OutputOf<'readRivals'>;

/** Who answers sooner in public: the rivals the brand names, and we by the same yardstick. */
export function Rivals(props: PartProps) {
  const { brand } = usePerson();
  const [asked, again] = useAsked('readRivals', { brand: brand.id });
  const { kept, onKeep } = props;
  return (
    <AskedView asked={asked} again={again}>
      {list =>
        kept['name'] ? (
          <NameRivals
            list={list}
            onDone={() => {
              again();
              onKeep('name', null);
            }}
          />
        ) : list.rivals.every(({ handles }) => handles.length === 0) ? (
          <Nobody onName={() => onKeep('name', '1')} />
        ) : (
          <Measured key={list.version} {...props} list={list} />
        )
      }
    </AskedView>
  );
}

function Nobody({ onName }: { onName: () => void }) {
  const { t } = useInsightWords();
  const mayName = usePerson().may('lead');
  return (
    <Empty
      icon="insight"
      title={t('riv.none')}
      acts={
        mayName && (
          <Button look="primary" onClick={onName}>
            {t('riv.name')}
          </Button>
        )
      }
    >
      {t(mayName ? 'riv.noneLead' : 'riv.noneAgent')}
    </Empty>
  );
}

function Measured({ list, ...props }: PartProps & { list: List }) {
  const { brand } = usePerson();
  const { slice, kept } = props;
  const { period, since, until, network } = queryOf(slice);
  const query = { period, since, until, network: kept['on'] ?? network };
  const [asked, again] = useAsked('readRivalsReport', { brand: brand.id, query });
  return (
    <AskedView asked={asked} again={again}>
      {report => {
        const wanted = readRows(kept['rows']);
        const open = report.companies.find(company => keyOf(company) === wanted.company);
        return open ? (
          <RivalRows query={query} company={open} outcome={wanted.outcome} timeZone={report.timeZone} />
        ) : (
          <>
            <section className={figure.hero}>
              <TheAnswer report={report} list={list} {...props} />
              <RivalCurves report={report} />
            </section>
            <One>
              <RivalTable report={report} slice={slice} kept={kept} />
            </One>
          </>
        );
      }}
    </AskedView>
  );
}

type AnswerProps = PartProps & { report: Report; list: List };

function TheAnswer({ report, list, kept, onKeep }: AnswerProps) {
  const words = useInsightWords();
  const { t } = words;
  const mayName = usePerson().may('lead');
  const [ours, ...theirs] = report.companies;
  return (
    <div>
      <h2>{t('riv.title')}</h2>
      {ours && <OurMedian company={ours} />}
      {theirs.map(company => (
        <p key={company.id}>{theirWords(company, words)}</p>
      ))}
      <Networks list={list} kept={kept} onKeep={onKeep} />
      <p className={styles.note}>{t('riv.honest')}</p>
      <Deaf list={list} />
      {report.unheard.length > 0 && (
        <p className={styles.note}>{t('riv.unheard', { names: report.unheard.join(', ') })}</p>
      )}
      <Definition name="rivals" barred />
      {mayName && <Button onClick={() => onKeep('name', '1')}>{t('riv.change')}</Button>}
    </div>
  );
}

function OurMedian({ company }: { company: Company }) {
  const words = useInsightWords();
  const { t, language } = words;
  if (company.isSmall) return <Small>{t('riv.few', { n: company.turns, name: addresseeOf(company, words) })}</Small>;
  if (company.median.seconds === null) return <p className={styles.lead}>{t('riv.noHalf')}</p>;
  return (
    <>
      <p className={figure.number}>{span(company.median.seconds, language)}</p>
      <p className={figure.name}>{t('riv.median')}</p>
    </>
  );
}

function theirWords(company: Company, words: ReturnType<typeof useInsightWords>): string {
  const { t, language } = words;
  const name = nameOf(company, words);
  if (company.isSmall) return t('riv.few', { n: company.turns, name });
  const { seconds } = company.median;
  return seconds === null ? t('riv.theirsNoHalf', { name }) : t('riv.theirs', { name, time: span(seconds, language) });
}

/** Where they are heard: all of it, or one network by itself. */
function Networks({ list, kept, onKeep }: Pick<AnswerProps, 'list' | 'kept' | 'onKeep'>) {
  const { t } = useInsightWords();
  const used = new Set(list.rivals.flatMap(({ handles }) => handles.map(({ network }) => network)));
  const open = list.networks.filter(({ id, heard }) => used.has(id) || (id === 'archive' && heard));
  if (open.length < 2) return null;
  const chosen = kept['on'] ?? null;
  return (
    <fieldset className={figure.segments} aria-label={t('riv.networks')}>
      <button type="button" aria-pressed={chosen === null} onClick={() => onKeep('on', null)}>
        {t('riv.allNetworks')}
      </button>
      {open.map(({ id }) => (
        <button key={id} type="button" aria-pressed={chosen === id} onClick={() => onKeep('on', id)}>
          {id === 'archive' ? t('riv.recordings') : networkName(id)}
        </button>
      ))}
    </fieldset>
  );
}

/** Handles on a network that nothing here hears. */
function Deaf({ list }: { list: List }) {
  const { t } = useInsightWords();
  const used = new Set(list.rivals.flatMap(({ handles }) => handles.map(({ network }) => network)));
  const deaf = list.networks.filter(({ id, heard }) => used.has(id) && !heard);
  if (deaf.length === 0) return null;
  const names = deaf.map(({ id }) => (id === 'archive' ? t('riv.recordings') : networkName(id))).join(', ');
  return (
    <p className={styles.note}>
      {t('riv.deaf', { networks: names })}{' '}
      <RouteLink to={{ screen: 'channels', channel: null }}>{t('riv.connect')}</RouteLink>
    </p>
  );
}
