import { usePerson } from '../../../session.ts';
import { AskedView } from '../../../ui/AskedView.tsx';
import { useAsked } from '../../../use-asked.ts';
import { One } from '../Card.tsx';
import type { PartProps } from '../parts.ts';
import { queryOf } from '../slice.ts';
import { Became } from './Became.tsx';
import { Bought } from './Bought.tsx';
import { ByKind } from './ByKind.tsx';
import { OutcomeRows } from './OutcomeRows.tsx';
import { Surveys } from './Surveys.tsx';

/** Did it help? What became of those we answered, what they say themselves, and whether they bought again. */
export function Outcomes(props: PartProps) {
  const { slice, kept } = props;
  const { brand, may } = usePerson();
  const [asked, again] = useAsked('readOutcomes', { brand: brand.id, query: queryOf(slice) });
  if (kept['behind']) return <OutcomeRows {...props} behind={kept['behind']} />;
  return (
    <>
      <AskedView asked={asked} again={again} rows={6}>
        {outcomes => (
          <>
            <Became outcomes={outcomes} slice={slice} />
            <One>
              <ByKind outcomes={outcomes} {...props} />
            </One>
          </>
        )}
      </AskedView>
      <One>
        <Surveys slice={slice} />
      </One>
      {may('lead') && (
        <One>
          <Bought {...props} />
        </One>
      )}
    </>
  );
}
