import { StateBadge } from './CrisisList.tsx';
import { useCrises } from './use-crises.ts';

/** Beside the name in the list: whether one goes on. */
export function CrisisBadge() {
  const [asked] = useCrises();
  if (asked.kind !== 'ready') return null;
  const { open, watching } = asked.value.going;
  if (open + watching === 0) return null;
  return <StateBadge state={open > 0 ? 'open' : 'watching'} />;
}
