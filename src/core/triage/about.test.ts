import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ABOUT_MARKS_AT_LEAST, type AboutMark, readAbout, teachAbout } from './about.ts';
import { seeded } from './shuffle.ts';

/** The coffee machines. */
const MACHINES = [
  'My Kestrel leaks water all over the counter',
  'Kestrel support never answers, my machine is broken',
  'the new Kestrel espresso machine is so quiet',
  'Is the Kestrel app down again? cannot start my coffee',
  'ordered a Kestrel grinder two weeks ago, no delivery yet',
  'Kestrel wants 80 euros for a water tank. Really?',
  'love my Kestrel, best coffee I ever made at home',
  'how do I descale a Kestrel One?',
  'kestrel sent me the wrong filter, third time',
  'thinking about buying a Kestrel, is the milk frother any good?',
  'my kestrel makes a horrible noise when it heats up',
  'Kestrel refund still not there after a month',
];

/** The bird. */
const BIRDS = [
  'A kestrel was hovering over the field this morning',
  'saw two kestrels and a buzzard on my walk',
  'Kestrel chicks in the nest box have hatched!',
  'female kestrel with a vole, what a photo',
  'The kestrel is the most common falcon in Europe',
  'a kestrel sat on our balcony, feathers everywhere',
  'Kestrel in flight over the cliffs, Canon 400mm',
  'our nest box camera shows the kestrel laying an egg',
  'birdwatching today: kestrel, heron, three kites',
  'the young kestrels left the nest yesterday',
  'fewer kestrels are counted every year',
  'kestrel hunting mice at dusk #birds',
];

const PHONES = [
  'Apple raised the price of my cloud storage again',
  'my Apple watch does not charge since the update',
  'Apple support kept me waiting for an hour',
  'is Apple pay down? my card is refused',
  'the new Apple laptop has a great keyboard',
  'Apple, please fix the notes app',
  'Apple store on Main Street has no appointments',
  'got a text from Apple about my account, is it real?',
  'why does Apple music skip songs',
  'my phone from Apple died after the update, thanks',
];

const FRUIT = [
  'apple pie with cinnamon, straight from the oven',
  'an apple a day and all that',
  'the apple tree in our garden is full this autumn',
  'baked apple with walnuts and honey',
  'apple juice or cider? both from our own orchard',
  'toddler ate half an apple and threw the rest',
  'peeled apple slices with peanut butter',
  'picking apples with the kids, three baskets',
  'a slice of apple cake and a coffee',
  'green apple or red apple, which is sweeter?',
];

function marks(us: readonly string[], other: readonly string[]): AboutMark[] {
  return [
    ...us.map(text => ({ text, value: 'us' }) as const),
    ...other.map(text => ({ text, value: 'other' }) as const),
  ];
}

/** @returns how many of each were said to be another's */
function called(taught: ReturnType<typeof teachAbout>, us: readonly string[], other: readonly string[]) {
  const isOther = (text: string) => readAbout(text, taught)?.value === 'other';
  return { usLost: us.filter(isOther).length, otherKnown: other.filter(isOther).length };
}

test('ten marks a side tell the machines from the bird', () => {
  const taught = teachAbout(marks(MACHINES.slice(0, 10), BIRDS.slice(0, 10)));
  assert.equal(taught.kind, 'taught');
  const machines = [
    'Kestrel machine leaks again',
    'what is going on with Kestrel?',
    'Kestrel customer service is a joke',
    'my Kestrel app shows an error',
    'kestrel',
    'Kestrel!!!',
    'no coffee today, thanks Kestrel',
  ];
  const birds = [
    'the kestrel in our garden feeds three chicks',
    'wildlife photo: a kestrel over the fields',
    'a young kestrel sat on the nest box',
  ];
  assert.deepEqual(called(taught, machines, birds), { usLost: 0, otherKnown: 3 });
});

test('and the phones from the fruit', () => {
  const taught = teachAbout(marks(PHONES, FRUIT));
  assert.equal(taught.kind, 'taught');
  const phones = [
    'Apple charged my card twice',
    'the Apple update broke my keyboard',
    'is the Apple store open today?',
  ];
  const fruit = [
    'apple cake with walnuts, recipe from my aunt',
    'an apple tree in the snow',
    'apple juice and a slice of pie',
  ];
  assert.deepEqual(called(taught, phones, fruit), { usLost: 0, otherKnown: 3 });
});

test('it learns in another script', () => {
  const us = [
    'η καφετιέρα Αετός χάλασε πάλι',
    'παράγγειλα Αετός και δεν ήρθε',
    'η εφαρμογή της Αετός δεν ανοίγει',
    'Αετός, πού είναι τα χρήματά μου;',
    'η Αετός δεν απαντάει στο τηλέφωνο',
    'χάλασε η καφετιέρα μου Αετός',
    'πόσο κάνει η νέα καφετιέρα Αετός;',
    'η Αετός μου έστειλε λάθος παραγγελία',
  ];
  const other = [
    'ένας αετός πετάει πάνω από το βουνό',
    'ο αετός έχει φωλιά στον βράχο',
    'είδαμε έναν αετό στο βουνό σήμερα',
    'ο αετός πετάει ψηλά',
    'φωτογραφία: αετός στο βουνό',
    'χαρταετός και αετός, σαρακοστή στο βουνό',
    'η φωλιά του αετού στον βράχο',
    'αετός και γεράκι στον ουρανό',
  ];
  const taught = teachAbout(marks(us, other));
  assert.deepEqual(called(taught, ['η καφετιέρα Αετός δεν ανοίγει'], ['ο αετός στη φωλιά πάνω στο βουνό']), {
    usLost: 0,
    otherKnown: 1,
  });
});

test('it says which words made it another’s, inside the post, and how many corrections taught it', () => {
  const taught = teachAbout(marks(MACHINES, BIRDS));
  const text = 'chicks in the nest, the kestrel flies over the field';
  const read = readAbout(text, taught);
  assert.equal(read?.value, 'other');
  assert.ok((read?.sure ?? 0) > 0.75);
  const words = (read?.reasons ?? []).flatMap(reason => (reason.kind === 'words' ? reason.spans : []));
  assert.ok(words.map(({ start, end }) => text.slice(start, end)).includes('nest'));
  assert.deepEqual(read?.reasons.at(-1), { kind: 'taught', corrections: 24 });
});

test('few marks teach nothing, nor do marks on one side', () => {
  const few = teachAbout(marks(MACHINES.slice(0, ABOUT_MARKS_AT_LEAST), BIRDS.slice(0, ABOUT_MARKS_AT_LEAST - 1)));
  assert.deepEqual(few, { kind: 'shipped', why: 'few', us: 8, other: 7 });
  assert.equal(readAbout('a kestrel over the field', few), null);
  assert.equal(teachAbout(marks([], [...BIRDS, ...MACHINES])).kind, 'shipped');
  assert.equal(readAbout('a kestrel over the field', null), null);
});

test('marks that contradict each other are not heard', () => {
  const both = [...MACHINES, ...BIRDS];
  const taught = teachAbout(marks(both, both));
  assert.deepEqual(taught, { kind: 'shipped', why: 'not_better', us: 24, other: 24 });
});

test('marks set by chance lose next to nothing of what is about us', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const next = seeded(seed);
    const posts = [...MACHINES, ...BIRDS, ...PHONES, ...FRUIT];
    const taught = teachAbout(posts.map(text => ({ text, value: next() < 0.5 ? 'us' : 'other' }) as const));
    if (taught.kind === 'taught') assert.equal(taught.quality.usLost, 0);
  }
  const heard = Array.from({ length: 20 }, (_, at) => {
    const next = seeded(100 + at);
    return teachAbout([...MACHINES, ...BIRDS].map(text => ({ text, value: next() < 0.5 ? 'us' : 'other' }) as const))
      .kind;
  });
  assert.ok(heard.filter(kind => kind === 'taught').length <= 2, `${heard}`);
});

test('the same marks teach the same, and two thousand of them take no second', () => {
  const many = Array.from({ length: 1_000 }, (_, at) => ({
    us: `${MACHINES[at % 12]} ${at} ${FRUIT[at % 10]}`,
    other: `${BIRDS[at % 12]} ${at} ${PHONES[at % 10]}`,
  }));
  const startedAt = performance.now();
  const taught = teachAbout(
    marks(
      many.map(({ us }) => us),
      many.map(({ other }) => other),
    ),
  );
  assert.ok(performance.now() - startedAt < 2_000);
  assert.equal(taught.kind, 'taught');
  assert.deepEqual(teachAbout(marks(MACHINES, BIRDS)), teachAbout(marks(MACHINES, BIRDS)));
});

test('hostile posts are read as about us, in bounded time', () => {
  const taught = teachAbout(marks(MACHINES, BIRDS));
  for (const text of ['', '😀', '\ud800', 'nest'.repeat(25_000), 'https://a.example '.repeat(6_000)]) {
    const startedAt = performance.now();
    assert.equal(readAbout(text, taught)?.value, 'us', text.slice(0, 20));
    assert.ok(performance.now() - startedAt < 250);
  }
});
