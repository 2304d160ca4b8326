import { usePerson } from '../../../session.ts';
import { Two } from '../Card.tsx';
import type { PartProps } from '../parts.ts';
import { Arrivals } from './Arrivals.tsx';
import { Backlog } from './Backlog.tsx';
import { Colleagues } from './Colleagues.tsx';
import { Handling } from './Handling.tsx';
import { Reopenings } from './Reopenings.tsx';
import { RowsBehind } from './RowsBehind.tsx';
import { Topics } from './Topics.tsx';
import { Words } from './Words.tsx';

/** What comes when, what it takes, who waits, what comes up again, and what it is about. */
export function Workload({ slice, kept, onKeep }: PartProps) {
  const { may } = usePerson();
  const behind = kept['behind'];
  if (behind !== undefined) return <RowsBehind slice={slice} which={behind} />;
  const open = (which: string) => onKeep('behind', which);
  const what = kept['topics'] === 'tags' ? 'tags' : 'intents';
  return (
    <>
      <Arrivals slice={slice} />
      <Two>
        <Handling slice={slice} onOpen={open} />
        <Backlog slice={slice} onOpen={open} />
      </Two>
      <Two>
        <Topics
          slice={slice}
          what={what}
          onWhat={next => onKeep('topics', next === 'intents' ? null : next)}
          onOpen={open}
        />
        <Words slice={slice} onOpen={open} />
      </Two>
      <Two>
        <Reopenings slice={slice} onOpen={open} />
        {may('lead') && (
          <Colleagues slice={slice} onOpen={open} sorted={kept['sort'] ?? null} onSort={by => onKeep('sort', by)} />
        )}
      </Two>
    </>
  );
}

/** Opens the rows behind a figure: `answers`, `waited:INSTANT`, `again`, `intents:TOPIC`, `tags:TAG` or `word:WORD`. */
export type OnOpen = (which: string) => void;
