import { FIRST_FILTER, type QueueFilter } from './queue-order.ts';

const PREFIX = 'heed.filter.';

/** The queue as this person left it, for each brand. */
export function readFilter(brand: number): QueueFilter {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(PREFIX + brand) ?? '{}');
    return { ...FIRST_FILTER, ...(kept as Partial<QueueFilter>) };
  } catch {
    return FIRST_FILTER;
  }
}

export function keepFilter(brand: number, filter: QueueFilter): void {
  localStorage.setItem(PREFIX + brand, JSON.stringify(filter));
}
