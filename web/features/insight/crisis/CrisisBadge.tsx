import { usePerson } from '../../../session.ts';
import { useAsked } from '../../../use-asked.ts';
import { useAgainEvery } from '../../listening/use-again-every.ts';
import { StateBadge } from './CrisisList.tsx';

const AGAIN_EVERY_MS = 15_000;

/** Beside the name in the list: whether one goes on. */
export function CrisisBadge() {
  const { brand } = usePerson();
  const [asked, again] = useAsked('listCrises', { brand: brand.id });
  useAgainEvery(again, AGAIN_EVERY_MS);
  if (asked.kind !== 'ready') return null;
  const { open, watching } = asked.value.going;
  if (open + watching === 0) return null;
  return <StateBadge state={open > 0 ? 'open' : 'watching'} />;
}
