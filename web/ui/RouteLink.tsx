import type { ComponentPropsWithRef, MouseEvent } from 'react';
import { go, pathOf, type Route } from '../routes.ts';

type Props = Omit<ComponentPropsWithRef<'a'>, 'href'> & { to: Route };

/** A link inside Heed: opens at once, and in a new tab where the person asks for one. */
export function RouteLink({ to, onClick, ...rest }: Props) {
  function follow(event: MouseEvent<HTMLAnchorElement>) {
    onClick?.(event);
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    go(to);
  }
  return <a href={pathOf(to)} onClick={follow} {...rest} />;
}
