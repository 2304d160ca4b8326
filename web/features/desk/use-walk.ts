import { useAction } from '../../actions/registry.ts';
import { go } from '../../routes.ts';
import { useIsPhone } from '../../ui/use-width.ts';
import { useDeeds } from './deeds.ts';

export type Walk = {
  /** Takes whoever has the least time left. */
  takeNext: () => Promise<void>;
  /** The matter is closed: the row below takes its place. */
  afterResolving: () => void;
};

/** Walking through the queue by keys, and where to go when somebody is done. */
export function useWalk(ids: readonly string[], conversation: string | null): Walk {
  const deeds = useDeeds();
  const phone = useIsPhone();
  const at = conversation ? ids.indexOf(conversation) : -1;
  const open = (id: string | null) => go({ screen: 'desk', conversation: id });

  function move(by: 1 | -1) {
    const next = ids[at < 0 ? (by > 0 ? 0 : ids.length - 1) : at + by];
    if (next) open(next);
  }
  async function takeNext() {
    const next = await deeds.next(conversation);
    if (next) open(next);
  }
  function afterResolving() {
    if (phone) return open(null);
    const next = ids[at + 1] ?? ids[at - 1];
    if (next && next !== conversation) open(next);
  }
  /** Enter opens the first row; in an open conversation it goes to the words. */
  function enter() {
    const first = ids[0];
    if (conversation) document.querySelector<HTMLElement>('[role="log"]')?.focus();
    else if (first) open(first);
  }

  useAction('down', () => move(1), ids.length > 0);
  useAction('up', () => move(-1), ids.length > 0);
  useAction('next', takeNext);
  useAction('open', enter, ids.length > 0);
  useAction('back', () => open(null), conversation !== null);
  return { takeNext, afterResolving };
}
