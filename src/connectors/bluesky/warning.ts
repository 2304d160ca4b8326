/** Labels, by the author or by moderators, in the words a person reads before looking. */

const WORDS = new Map(
  Object.entries({
    porn: 'Adult content',
    sexual: 'Sexually suggestive',
    nudity: 'Nudity',
    'sexual-figurative': 'Sexually suggestive',
    'graphic-media': 'Graphic media',
    gore: 'Graphic media',
    'self-harm': 'Self-harm',
    sensitive: 'Sensitive',
    intolerant: 'Intolerance',
    extremist: 'Extremism',
    threat: 'Threats',
    rude: 'Rude',
    illicit: 'Illicit',
    security: 'Security concern',
    'unsafe-link': 'Unsafe link',
    misinformation: 'Misinformation',
    scam: 'Scam',
    spam: 'Spam',
    '!warn': 'Content warning',
    '!hide': 'Hidden by moderators',
  }),
);

/** Null where no label asks for care. Labels about other things (`!no-unauthenticated`, a labeller's own) say nothing here. */
export function warningOf(labels: readonly string[]): string | null {
  const words = new Set(labels.flatMap(label => WORDS.get(label) ?? []));
  return words.size === 0 ? null : [...words].join(', ');
}
