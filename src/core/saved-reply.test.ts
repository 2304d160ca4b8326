import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  chooseVariant,
  type Findable,
  fillPlaces,
  findReplies,
  firstNameOf,
  meantVariable,
  nextText,
  readPlaces,
} from './saved-reply.ts';

test('every mistake is told with its place', () => {
  const text = 'Hi {{frist_name|there}}, {{}} and {{first_name';
  const { mistakes } = readPlaces(text);
  assert.deepEqual(
    mistakes.map(({ kind, start, end }) => [kind, text.slice(start, end)]),
    [
      ['unknown', '{{frist_name|there}}'],
      ['nameless', '{{}}'],
      ['unclosed', '{{'],
    ],
  );
  assert.equal(meantVariable('frist_name'), 'first_name');
  assert.equal(meantVariable('weather'), null);
  assert.deepEqual(readPlaces('Hi {{ First_Name | there }}, {{field.Loyalty tier}}').mistakes, []);
});

test('a value goes before the fallback, the fallback before nothing', () => {
  const text = 'Hi {{first_name|there}}, this is {{agent}} of {{brand}}.';
  const known = fillPlaces(text, { first_name: 'Mara', agent: 'Kim Marlow', brand: 'Kestrel' });
  assert.equal(known.text, 'Hi Mara, this is Kim Marlow of Kestrel.');
  assert.deepEqual(known.missing, []);
  const unknown = fillPlaces(text, { first_name: ' ', brand: 'Kestrel' });
  assert.equal(unknown.text, 'Hi there, this is {{agent}} of Kestrel.');
  assert.deepEqual(unknown.missing, ['agent']);
  assert.deepEqual(
    unknown.spans.map(span => [unknown.text.slice(span.start, span.end), span.from]),
    [
      ['there', 'fallback'],
      ['{{agent}}', 'missing'],
      ['Kestrel', 'value'],
    ],
  );
});

test('an empty fallback leaves no hole', () => {
  assert.equal(fillPlaces('Hi {{first_name|}}, sorry!', {}).text, 'Hi, sorry!');
  assert.equal(fillPlaces('Sorry {{first_name|}} about that', {}).text, 'Sorry about that');
  assert.equal(fillPlaces('{{first_name|}} Hello', {}).text, 'Hello');
  assert.equal(fillPlaces('Thanks, {{first_name|}}', {}).text, 'Thanks,');
});

test('an order number comes from the contact’s field, however it is written', () => {
  const fields = { Order_Number: 'KC-20418', 'Loyalty tier': 'gold' };
  assert.equal(fillPlaces('{{order_number}} {{field.loyalty TIER}}', { fields }).text, 'KC-20418 gold');
  assert.deepEqual(fillPlaces('{{order_number}}', { fields: {} }).missing, ['order_number']);
});

test('what a customer’s name holds is text, not another place', () => {
  assert.equal(fillPlaces('Hi {{name}}', { name: '{{agent}}', agent: 'Kim' }).text, 'Hi {{agent}}');
});

test('a first name is one a person would be called by', () => {
  const named: [string, string | null][] = [
    ['Mara Quillfeather', 'Mara'],
    ['Dr. Ines Fabricada', 'Ines'],
    ['@coffee_lover', null],
    ['coffee_lover', null],
    ['Θεοδώρα Παπά', 'Θεοδώρα'],
    ['Anne-Marie ☕', 'Anne-Marie'],
    ['☕☕', null],
    ['J. Doe', null],
    ['ليلى حداد', 'ليلى'],
    ['R2D2', null],
  ];
  for (const [name, first] of named) assert.equal(firstNameOf(name), first, name);
});

test('the language weighs more than the network, and a misfit is said', () => {
  const any = { lang: null, network: null, texts: ['any'] };
  const de = { lang: 'de', network: null, texts: ['de'] };
  const deBluesky = { lang: 'de', network: 'bluesky', texts: ['de bluesky'] };
  const enBluesky = { lang: 'en', network: 'bluesky', texts: ['en bluesky'] };
  const all = [any, de, enBluesky, deBluesky];
  assert.equal(chooseVariant(all, { lang: 'de-AT', network: 'bluesky' })?.variant, deBluesky);
  assert.equal(chooseVariant(all, { lang: 'de', network: 'mastodon' })?.variant, de);
  assert.equal(chooseVariant(all, { lang: 'el', network: 'bluesky' })?.variant, any);
  const found = chooseVariant([enBluesky], { lang: 'el', network: 'mastodon' });
  assert.deepEqual(found?.fit, { lang: 'other', network: 'other' });
  assert.deepEqual(chooseVariant([de], { lang: null, network: 'mastodon' })?.fit, { lang: 'any', network: 'any' });
  assert.equal(chooseVariant([], { lang: null, network: 'mastodon' }), null);
  const br = { lang: 'pt-BR', network: null, texts: [] };
  assert.equal(chooseVariant([{ ...br, lang: 'pt' }, br], { lang: 'pt-BR', network: 'x' })?.variant, br);
});

test('several texts take turns', () => {
  assert.equal(nextText(['a', 'b', 'c'], [2, 1, 1]), 1);
  assert.equal(nextText(['a', 'b'], []), 0);
  assert.equal(nextText(['a', 'b'], [1]), 1);
});

test('a saved reply is found by its shortcut, its title, its words, and despite a slip', () => {
  const reply = (id: string, title: string, shortcut: string | null, words = ''): Findable => ({
    id,
    title,
    shortcut,
    folder: '',
    tags: [],
    words,
  });
  const all = [
    reply('seal', 'New seal', 'seal', 'A new seal leaves today'),
    reply('refund', 'Refund on its way', 'refund', 'Your refund takes three days'),
    reply('hours', 'Ώρες λειτουργίας', null, 'Ανοιχτά κάθε μέρα'),
  ];
  const ids = (typed: string) => findReplies(all, typed).map(({ id }) => id);
  assert.deepEqual(ids('ref'), ['refund']);
  assert.deepEqual(ids('refnud'), ['refund']);
  assert.deepEqual(ids('ωρεσ'), ['hours']);
  assert.deepEqual(ids('three days'), ['refund']);
  assert.deepEqual(ids('seal refund'), []);
  assert.equal(ids('').length, 3);
});
