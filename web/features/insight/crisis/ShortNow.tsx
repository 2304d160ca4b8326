import { usePerson } from '../../../session.ts';
import { Short } from './Short.tsx';
import { useCrises } from './use-crises.ts';

/** On the team's screen: what a crisis asks of those who are on. Nothing while there are enough. */
export function ShortNow() {
  const { may } = usePerson();
  return may('read_channels') ? <Shorts /> : null;
}

function Shorts() {
  const [asked] = useCrises();
  if (asked.kind !== 'ready') return null;
  return asked.value.rows.map(({ id, staffing }) =>
    staffing?.since ? <Short key={id} staffing={staffing} crisisId={id} /> : null,
  );
}
