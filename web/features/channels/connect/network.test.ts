import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  abilitiesBy,
  type Field,
  fieldsOf,
  filledIn,
  isElsewhere,
  type Network,
  returnsByHand,
  type Way,
} from './network.ts';

const field = (name: string, more: Partial<Field> = {}): Field => ({
  name,
  label: name,
  help: null,
  secret: false,
  required: false,
  more: false,
  ways: [],
  ...more,
});
const network: Network = {
  id: 'bird',
  name: 'Birdsong',
  fields: [
    field('handle', { ways: ['signIn', 'token'], required: true }),
    field('token', { secret: true, ways: ['token'] }),
    field('tags', { more: true }),
  ],
  ways: [],
  can: [],
  hears: [],
  speaks: [],
  cannotHear: [],
  hindrance: null,
};
const names = (fields: Field[]) => fields.map(({ name }) => name);

test('each way in asks for its own fields, and folds what few need', () => {
  assert.deepEqual(names(fieldsOf(network, 'signIn').usual), ['handle']);
  assert.deepEqual(names(fieldsOf(network, 'signIn').more), ['tags']);
  assert.deepEqual(names(fieldsOf(network, 'token').usual), ['handle', 'token']);
});

test('where nothing but the folded fields is asked, they are not folded', () => {
  assert.deepEqual(names(fieldsOf(network, 'listen').usual), ['tags']);
  assert.deepEqual(fieldsOf(network, 'listen').more, []);
});

test('who only listens is promised no more than that', () => {
  const ways = (['signIn', 'listen'] as const).map(way => ({ way, steps: [], hindrance: null, returnsTo: null }));
  const whole: Network = { ...network, ways, can: ['mentions', 'stream', 'reply', 'media'] };
  assert.deepEqual(abilitiesBy(whole, 'signIn'), whole.can);
  assert.deepEqual(abilitiesBy(whole, 'listen'), ['stream']);
  const mute: Network = { ...network, ways: ways.slice(1), can: ['mentions', 'stream'] };
  assert.deepEqual(abilitiesBy(mute, 'listen'), ['stream']);
  const square: Network = { ...network, ways: ways.slice(1), can: ['mentions', 'reply'] };
  assert.deepEqual(abilitiesBy(square, 'listen'), ['mentions', 'reply'], 'a network that asks for no account at all');
});

test('what was typed for another way in is not sent along', () => {
  const typed = { handle: ' kestrel ', token: 'hush', tags: '' };
  assert.deepEqual(filledIn(network, 'signIn', typed), { handle: 'kestrel' });
  assert.deepEqual(filledIn(network, 'token', typed), { handle: 'kestrel', token: 'hush' });
});

test('a desk opened under another address is told before anybody leaves', () => {
  const way: Way = {
    way: 'signIn',
    steps: [],
    hindrance: null,
    returnsTo: 'http://127.0.0.1:7373/connect/bird/finish',
  };
  assert.equal(isElsewhere(way, 'http://127.0.0.1:7373'), false);
  assert.equal(isElsewhere(way, 'http://localhost:7373'), true);
  assert.equal(isElsewhere({ ...way, returnsTo: null }, 'http://localhost:7373'), false);
});

test('the address to come back to is entered by hand where the company brings an app of its own', () => {
  const way = (name: Way['way']): Way => ({
    way: name,
    steps: [],
    hindrance: null,
    returnsTo: 'https://desk.example/back',
  });
  const own = { ...network, fields: [field('appSecret', { secret: true, ways: ['signIn', 'token'] })] };
  assert.deepEqual([returnsByHand(own, way('signIn')), returnsByHand(own, way('token'))], [true, false]);
  assert.equal(returnsByHand(network, way('signIn')), false);
});
