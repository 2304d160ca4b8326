import { useEffect, useState } from 'react';
import type { Calendar, Week } from './hours.ts';

type Draft = { name: string; timeZone: string; week: Week };

/** What is being written over hours that somebody else may save meanwhile: untouched it follows them, touched it waits for a choice. */
export function useHoursDraft(calendar: Calendar) {
  const [opened, setOpened] = useState(calendar);
  const [draft, setDraft] = useState<Draft>(() => draftOf(calendar));
  const [version, setVersion] = useState(calendar.version);
  const isTouched = !isSame(draft, draftOf(opened));
  const isNewer = calendar.version > version;
  useEffect(() => {
    if (calendar.version === opened.version) return;
    if (!isTouched) setDraft(draftOf(calendar));
    if (!isTouched) setVersion(calendar.version);
    if (!isTouched || isSame(draft, draftOf(calendar))) setOpened(calendar);
  }, [calendar, opened, draft, isTouched]);
  function takeTheirs() {
    setOpened(calendar);
    setDraft(draftOf(calendar));
    setVersion(calendar.version);
  }
  return {
    draft,
    setDraft,
    version,
    setVersion,
    isChanged: calendar.id === '' || !isSame(draft, draftOf(calendar)),
    isBehind: isNewer && isTouched && !isSame(draft, draftOf(calendar)),
    takeTheirs,
  };
}

function draftOf({ name, timeZone, week }: Calendar): Draft {
  return { name, timeZone, week };
}

function isSame(one: Draft, other: Draft): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
