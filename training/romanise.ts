/** Greek and Hindi as people type them in Latin letters: no standard, so each choice is drawn anew for each text. */

const GREEK: Record<string, string[]> = {
  α: ['a'],
  β: ['v', 'b'],
  γ: ['g'],
  δ: ['d'],
  ε: ['e'],
  ζ: ['z'],
  η: ['i', 'h'],
  θ: ['th', '8'],
  ι: ['i'],
  κ: ['k'],
  λ: ['l'],
  μ: ['m'],
  ν: ['n'],
  ξ: ['x', 'ks', '3'],
  ο: ['o'],
  π: ['p'],
  ρ: ['r'],
  σ: ['s'],
  ς: ['s'],
  τ: ['t'],
  υ: ['y', 'u', 'i'],
  φ: ['f', 'ph'],
  χ: ['x', 'h', 'ch'],
  ψ: ['ps'],
  ω: ['o', 'w'],
};
const GREEK_PAIRS: [RegExp, string[]][] = [
  [/ου/g, ['ou', 'u']],
  [/μπ/g, ['mp', 'b']],
  [/ντ/g, ['nt', 'd']],
  [/αι/g, ['ai', 'e']],
  [/ει/g, ['ei', 'i']],
  [/οι/g, ['oi', 'i']],
  [/ευ/g, ['ef', 'eu']],
  [/αυ/g, ['af', 'au']],
  [/γγ/g, ['gg', 'ng']],
];

/** Greek text in Latin letters; one writer's habits hold for the whole text. */
export function greeklish(text: string, draw: () => number): string {
  const pick = (choices: string[]) => choices[draw() < 0.65 ? 0 : Math.floor(draw() * choices.length)] ?? '';
  let plain = text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '');
  for (const [pair, choices] of GREEK_PAIRS) plain = plain.replace(pair, pick(choices));
  const habits = new Map(Object.entries(GREEK).map(([letter, choices]) => [letter, pick(choices)]));
  return plain.replace(/[α-ω]/g, letter => habits.get(letter) ?? letter);
}

const HINDI: Record<string, string> = {
  क: 'k',
  ख: 'kh',
  ग: 'g',
  घ: 'gh',
  ङ: 'n',
  च: 'ch',
  छ: 'chh',
  ज: 'j',
  झ: 'jh',
  ञ: 'n',
  ट: 't',
  ठ: 'th',
  ड: 'd',
  ढ: 'dh',
  ण: 'n',
  त: 't',
  थ: 'th',
  द: 'd',
  ध: 'dh',
  न: 'n',
  प: 'p',
  फ: 'f',
  ब: 'b',
  भ: 'bh',
  म: 'm',
  य: 'y',
  र: 'r',
  ल: 'l',
  व: 'v',
  श: 'sh',
  ष: 'sh',
  स: 's',
  ह: 'h',
  ऴ: 'l',
  ळ: 'l',
};
const HINDI_VOWELS: Record<string, string> = {
  'ा': 'a',
  'ि': 'i',
  'ी': 'i',
  'ु': 'u',
  'ू': 'u',
  'े': 'e',
  'ै': 'ai',
  'ो': 'o',
  'ौ': 'au',
  'ृ': 'ri',
  'ॉ': 'o',
  'ॅ': 'e',
};
const HINDI_ALONE: Record<string, string> = {
  अ: 'a',
  आ: 'aa',
  इ: 'i',
  ई: 'i',
  उ: 'u',
  ऊ: 'u',
  ए: 'e',
  ऐ: 'ai',
  ओ: 'o',
  औ: 'au',
  ऋ: 'ri',
  ऑ: 'o',
  'ं': 'n',
  'ँ': 'n',
  'ः': 'h',
  '़': '',
};

/** Hindi text in Latin letters: the unwritten a is kept but at the end of a word, and often dropped before a vowel sign. */
export function hinglish(text: string, draw: () => number): string {
  const wToo = draw() < 0.4;
  const long = draw() < 0.3;
  const units = [...text];
  let out = '';
  for (const [at, unit] of units.entries()) {
    const next = units[at + 1] ?? ' ';
    const consonant = HINDI[unit];
    if (consonant !== undefined) {
      out += wToo && consonant === 'v' ? 'w' : consonant;
      const after = units[at + 2] ?? ' ';
      const isLast = HINDI[next] === undefined && HINDI_VOWELS[next] === undefined && HINDI_ALONE[next] === undefined;
      const isInner =
        HINDI[next] !== undefined &&
        HINDI_VOWELS[after] !== undefined &&
        at > 0 &&
        HINDI[units[at - 1] ?? ''] !== undefined;
      if (HINDI_VOWELS[next] === undefined && next !== '्' && !isLast && !isInner) out += 'a';
    } else if (HINDI_VOWELS[unit] !== undefined) {
      const vowel = HINDI_VOWELS[unit] ?? '';
      const ends = HINDI[next] === undefined && HINDI_ALONE[next] === undefined;
      out += long && !ends && (unit === 'ा' || unit === 'ी') ? (unit === 'ा' ? 'aa' : 'ee') : vowel;
    } else out += HINDI_ALONE[unit] ?? (unit === '्' ? '' : unit === '।' ? '.' : unit);
  }
  return out;
}
