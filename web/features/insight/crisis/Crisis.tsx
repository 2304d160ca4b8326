import type { OutputOf } from '../../../../src/contract/api.ts';
import { usePerson } from '../../../session.ts';
import { AskedView } from '../../../ui/AskedView.tsx';
import { useAsked } from '../../../use-asked.ts';
import { useAgainEvery } from '../../listening/use-again-every.ts';
import type { PartProps } from '../parts.ts';
import { CrisisList } from './CrisisList.tsx';
import { OneCrisis } from './OneCrisis.tsx';
import { PostList } from './PostList.tsx';
import { useAgainOnStep, useCrises } from './use-crises.ts';

export type Crises = OutputOf<'listCrises'>;
export type CrisisRow = Crises['rows'][number];
export type CrisisView = OutputOf<'openCrisis'>;

/** What goes on changes by itself; what is over does not. */
const AGAIN_EVERY_MS = 15_000;

/** Storms: what they are about, who waits in them, what was said to them, and what to learn. */
export function Crisis(props: PartProps) {
  const id = props.kept['crisis'];
  return id === undefined ? <All {...props} /> : <Opened key={id} id={id} {...props} />;
}

function All({ onKeep }: PartProps) {
  const [asked, again] = useCrises();
  return (
    <AskedView asked={asked} again={again}>
      {crises => <CrisisList crises={crises} onOpen={id => onKeep('crisis', id)} />}
    </AskedView>
  );
}

function Opened({ id, kept, onKeep }: PartProps & { id: string }) {
  const { brand } = usePerson();
  const [asked, again] = useAsked('openCrisis', { brand: brand.id, id });
  const state = asked.kind === 'ready' ? asked.value.state : null;
  useAgainEvery(again, state === 'watching' || state === 'open' ? AGAIN_EVERY_MS : null);
  useAgainOnStep(again, id);
  const posts = kept['posts'];
  return (
    <AskedView asked={asked} again={again} rows={8}>
      {crisis =>
        posts === undefined ? (
          <OneCrisis
            crisis={crisis}
            again={again}
            onPosts={which => onKeep('posts', which)}
            onLeave={other => onKeep('crisis', other)}
          />
        ) : (
          <PostList crisis={crisis} which={posts} onBack={() => onKeep('posts', null)} />
        )
      }
    </AskedView>
  );
}
