import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { featuresOf } from './features.ts';
import { decodeHead } from './head-file.ts';
import { NOISE_FROM, readNoise, readNoiseWords } from './noise.ts';
import { NOISE_EXTRAS, signsOf } from './noise-signs.ts';
import type { Noise } from './reading.ts';

const head = decodeHead(readFileSync(join(import.meta.dirname, '../../../weights/noise.bin')));

function read(text: string, copies = 0, waiting = 0) {
  return readNoise(text, featuresOf(text), head, { copies, waiting });
}

/** All made up, and none of them in `training/noise-examples.ts`. */
const NOISY: [Noise, string][] = [
  ['giveaway', 'Like and retweet to win a Kestrel One! Two winners on Sunday'],
  ['giveaway', 'Teilt diesen Post, folgt uns und gewinnt ein Wochenende in Wien! #gewinnspiel'],
  ['giveaway', 'SORTEO: síguenos, comparte y gana una tostadora. ¡Etiqueta a dos amigos!'],
  ['giveaway', 'Μεγάλος διαγωνισμός! Κάνε like και share για να κερδίσεις μια τηλεόραση'],
  ['giveaway', 'مسابقة جديدة: تابع الصفحة ورتويت واربح جوال https://t.co/abcdefghij'],
  ['giveaway', 'Concours : suivez le compte et RT pour gagner deux places de cinéma'],
  ['giveaway', 'Concorso! Segui la pagina, metti mi piace e vinci un viaggio a Napoli #contest'],
  ['giveaway', 'Sorteio! Siga a página, curta e marque 2 amigos para ganhar um celular'],
  ['promotion', 'check out my channel, I upload new songs every week'],
  ['promotion', 'DM me for cheap followers, 1000 for five dollars, write me on Telegram'],
  ['promotion', 'I made $4,000 last week with crypto signals, message me on WhatsApp and I show you'],
  ['promotion', 'Use my code TENOFF for 10% off your first order https://shop.example/?ref=ten'],
  ['promotion', 'Subscribe to my channel guys, I subscribe back'],
  ['promotion', 'Need a quick loan? Bad credit is fine, WhatsApp us today'],
  ['promotion', 'Cheap viagra without prescription, order now https://pharmacy.example'],
  ['promotion', 'Abonniert meinen Kanal, jeden Tag ein neues Video'],
  ['promotion', 'Suscríbete a mi canal y mira mi nuevo vídeo'],
  ['promotion', 'Κάντε subscribe στο κανάλι μου, νέο βίντεο κάθε Σάββατο'],
  ['promotion', 'اشتركوا في قناتي وشاهدوا الفيديو الجديد'],
  ['promotion', 'Abonnez-vous à ma chaîne et regardez ma nouvelle vidéo'],
  ['promotion', 'Iscriviti al mio canale e guarda il nuovo video'],
  ['promotion', 'Inscreva-se no meu canal e assistam o novo vídeo'],
  ['bot', '#NowPlaying The Nobodies - Rain on Example FM https://radio.example #music #radio'],
  ['bot', '3 people followed me and one person unfollowed me // automatically checked by https://t.co/abcde12345'],
];

const CUSTOMERS = [
  'check out what your driver did to my fence https://t.co/fence12345',
  'Please follow me so I can DM you the number of my order',
  'You promised free delivery and took 7 dollars. I want it back.',
  'I win again: third broken machine in a row!',
  'won your giveaway in May, never got the prize. where is it?',
  'My code for 20% off is refused at the checkout, can you help?',
  'DM sent. Please check it.',
  'Thank you, that fixed it!',
  'down again?',
  '@kestrel the link in your mail leads nowhere https://t.co/nowhere123',
  'subscribed to your plan twice by mistake, how do I get one back?',
  'somebody with your logo offers me bitcoin for my password. Yours?',
  'Schaut mal was ihr mir geliefert habt https://t.co/kaputt1234 alles in Scherben',
  'Mi cafetera no funciona y nadie contesta, quiero mi dinero',
  'Η δωρεάν παράδοση που λέτε χρεώθηκε 5 ευρώ, γιατί;',
  'ربحت في المسابقة ولم تصلني الجائزة، متى؟',
  'Votre code promo ne fonctionne pas, et personne ne répond',
  'Il vostro sito non funziona, non riesco a ordinare',
  'Comprei com cupom e cobraram o preço cheio, quero meu dinheiro',
  'Kestrel fined for late refunds https://www.dailypaper.com/business/kestrel-fined',
  'Why I gave my Kestrel back after two weeks https://www.coffeeforum.org/t/1182',
  'Kestrel muss Strafe zahlen https://www.tageblatt.com/kestrel-strafe',
  'Multa a Kestrel por no devolver el dinero https://www.noticias.com/multa',
  'https://t.co/picture123',
  'lol',
  '☕',
  '',
];

test('advertising, "like and win" and machines are named, in eight languages', () => {
  const wrong = NOISY.filter(([kind, text]) => read(text).value !== kind).map(
    ([kind, text]) => `${kind}, not ${read(text).value} ${read(text).sure.toFixed(2)}: ${text}`,
  );
  assert.deepEqual(wrong, []);
});

test('customers are not noise, whatever words of advertising they use', () => {
  assert.deepEqual(
    CUSTOMERS.filter(text => read(text).value !== null),
    [],
  );
});

test('what was noise names the words that say so, inside the post', () => {
  for (const [, text] of NOISY) {
    const { reasons, sure } = read(text);
    assert.ok(sure >= 0.5 && sure <= 1, text);
    assert.ok(reasons.length > 0, text);
    for (const reason of reasons) {
      if (reason.kind !== 'words') continue;
      assert.ok(reason.weight > 0 && reason.weight <= 1);
      for (const { start, end } of reason.spans) assert.ok(start >= 0 && start < end && end <= text.length, text);
    }
  }
  const { reasons } = read('check out my channel, I upload new songs every week');
  const words = reasons
    .flatMap(reason => (reason.kind === 'words' ? reason.spans : []))
    .map(({ start, end }) => 'check out my channel, I upload new songs every week'.slice(start, end));
  assert.ok(words.includes('check out') && words.includes('my channel'), words.join(' | '));
});

test('what kept a post from being noise is a reason too', () => {
  const { value, reasons } = read('My parcel is lost, check out my last mail');
  assert.equal(value, null);
  assert.ok(reasons.some(({ kind, ...reason }) => kind === 'words' && 'weight' in reason && reason.weight < 0));
});

test('copies of a flood are noise, and that they are copies is the first reason', () => {
  const text = 'Like and retweet to win a Kestrel One! Two winners on Sunday #win #kestrel';
  assert.equal(read('Stop Kestrel now, they ruin our town #nokestrel #boycott', 5).value, 'copied');
  const { value, reasons } = read(text, 12);
  assert.equal(value, 'giveaway', 'the plainer word for it');
  assert.deepEqual(reasons[0], { kind: 'fact', fact: 'copied', weight: 1, count: 12 });
});

test('who waits for an answer already must write plainer noise', () => {
  const text = 'please add my track to the playlist';
  const chance = read(text);
  assert.equal(chance.value, 'promotion', 'as a stranger');
  assert.equal(read(text, 0, 1).value, null, 'as somebody who waits');
});

test('what people here taught goes before rules and margins, where it is clear', () => {
  const text = 'Like and retweet to win a Kestrel One! Two winners on Sunday';
  const never = { ...head, slopes: Float32Array.of(0), shifts: Float32Array.of(-5) };
  assert.equal(readNoiseWords(text, featuresOf(text), never, true).value, null);
  assert.equal(readNoiseWords(text, featuresOf(text), never).value, 'giveaway', 'nobody taught it');
  const seller = '@kestrel hello from Acme, may we show you our beans?';
  const always = { ...head, slopes: Float32Array.of(0), shifts: Float32Array.of(0.5) };
  assert.equal(readNoiseWords(seller, featuresOf(seller), always, true).value, 'promotion');
  assert.equal(readNoiseWords(seller, featuresOf(seller), always).value, null, 'nobody taught it');
});

test('rules alone find the plain cases', () => {
  const text = 'Like and retweet to win a Kestrel One! Two winners on Sunday';
  assert.equal(readNoise(text, featuresOf(text), null, { copies: 0 }).value, 'giveaway');
  assert.equal(readNoise('hello', featuresOf('hello'), null, { copies: 0 }).value, null);
});

test('the head knows the signs by the names it was fitted with', () => {
  assert.deepEqual(head.extras, [...NOISE_EXTRAS]);
  assert.ok(NOISE_FROM < 0.5);
});

test('hostile posts are read in bounded time', () => {
  const hostile = [
    'a'.repeat(100_000),
    'check '.repeat(20_000),
    'like _ '.repeat(20_000),
    'https://t.co/a '.repeat(8_000),
    'www.'.repeat(25_000),
    'A1!'.repeat(33_000),
    'amazon.'.repeat(15_000),
    'e\u0301\u0302\u0303'.repeat(25_000),
    '\u202e\ud800\udfff\udc00 win'.repeat(10_000),
    'text 1 '.repeat(15_000),
  ];
  for (const text of hostile) {
    const startedAt = performance.now();
    const { spans } = signsOf(text);
    read(text);
    assert.ok(performance.now() - startedAt < 250, text.slice(0, 20));
    for (const [, list] of spans) assert.ok(list.length <= 8);
  }
});
