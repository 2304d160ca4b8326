import { lazy, Suspense } from 'react';
import type { ChoicePopoverProps } from './ChoicePopover.tsx';
import type { DialogBoxProps } from './DialogBox.tsx';

const loadPopover = () => import('./ChoicePopover.tsx');
const loadDialog = () => import('./DialogBox.tsx');

const LazyPopover = lazy(() => loadPopover().then(module => ({ default: module.ChoicePopover })));
const LazyDialog = lazy(() => loadDialog().then(module => ({ default: module.DialogBox })));

/** The first screen comes first; what floats above it is fetched this much later. */
const AFTER_MS = 2500;

/** Fetches what floats once the desk is quiet, so that the first menu opens at once. */
export function fetchOverlaysWhenIdle(): () => void {
  const fetchThem = () => {
    loadPopover();
    loadDialog();
  };
  const timer = setTimeout(() => (window.requestIdleCallback ?? setTimeout)(fetchThem), AFTER_MS);
  return () => clearTimeout(timer);
}

export function Choices(props: ChoicePopoverProps) {
  return (
    <Suspense fallback={null}>
      <LazyPopover {...props} />
    </Suspense>
  );
}

export function DialogBox(props: DialogBoxProps) {
  return (
    <Suspense fallback={null}>
      <LazyDialog {...props} />
    </Suspense>
  );
}
