/** A network's mark in a 16 px box, and its name. Marks are drawn plainly and never in the network's own colours. */
type Mark = { name: string; path: string; width?: number };

const MARKS: Record<string, Mark> = {
  archive: { name: 'Archive', path: 'M4.4 5.2h7.2v2H4.4zM5 7.4V11h6V7.4M7.1 9h1.8', width: 1.2 },
  rehearsal: { name: 'Rehearsal', path: 'M5 11.4V4.6h3.6a1.9 1.9 0 0 1 0 3.9H5.2M8.4 8.6l2.5 2.8', width: 1.5 },
  bluesky: {
    name: 'Bluesky',
    path: 'M8 8.4C7.3 7 5.8 5.1 4.2 4.7c-.5 2.9.9 4.3 2.6 4.6-1.5.4-2 1.4-.9 2.3 1 .9 1.8-.4 2.1-1.6.3 1.2 1.1 2.5 2.1 1.6 1.1-.9.6-1.9-.9-2.3 1.7-.3 3.1-1.7 2.6-4.6C10.2 5.1 8.7 7 8 8.4',
    width: 1.2,
  },
  mastodon: { name: 'Mastodon', path: 'M4.5 11.5v-4a1.75 1.75 0 0 1 3.5 0v2.2M8 7.5a1.75 1.75 0 0 1 3.5 0v4' },
  x: { name: 'X', path: 'm5 5 6 6M11 5l-6 6' },
  facebook: { name: 'Facebook', path: 'M10 4.3h-.6C8.3 4.3 7.7 5 7.7 6v5.7M6 8h3.6' },
  instagram: {
    name: 'Instagram',
    path: 'M10.3 8a2.3 2.3 0 1 1-4.6 0 2.3 2.3 0 0 1 4.6 0M6 4h4a2 2 0 0 1 2 2v4a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2',
    width: 1.2,
  },
  telegram: { name: 'Telegram', path: 'm4 7.9 7.7-3.1-1.3 6.7-2.7-1.9-1.3 1.3-.4-2.3z', width: 1.2 },
  whatsapp: { name: 'WhatsApp', path: 'm4.3 11.7.6-1.9a3.7 3.7 0 1 1 1.4 1.4z', width: 1.3 },
  threads: {
    name: 'Threads',
    path: 'M10.7 6.2C9.6 4 4.8 4 4.8 8s4.3 4.2 5.7 2.5C11.8 8.6 8.4 7 7 8.6c-1 1.2.6 2 1.6 1.2',
    width: 1.2,
  },
};

/** The network's own name where we know it, else its id with a capital. */
export function networkName(network: string): string {
  return MARKS[network]?.name ?? network.charAt(0).toUpperCase() + network.slice(1);
}

/** Path and line width of a network's mark, or nothing for a network we have not drawn. */
export function networkMark(network: string): { path: string; width: number } | undefined {
  const mark = MARKS[network];
  return mark && { path: mark.path, width: mark.width ?? 1.6 };
}
