import type { Heard } from '../connectors/connector.ts';
import type { Item } from '../core/post.ts';

/** The same, so many milliseconds later; 0 changes nothing. */
export function shifted(heard: Heard, ms: number): Heard {
  if (ms === 0 || heard.kind !== 'arrival') return heard;
  return { ...heard, items: heard.items.map(item => shiftedItem(item, ms)) };
}

function shiftedItem(item: Item, ms: number): Item {
  const later = (at: Date) => new Date(at.getTime() + ms);
  return item.kind === 'post'
    ? { ...item, post: { ...item.post, at: later(item.post.at) } }
    : { ...item, at: later(item.at) };
}
