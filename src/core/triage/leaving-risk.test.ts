import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RISK_POINTS, type RiskAsked, type RiskMessage, readLeaving, readRisk, scoreOf } from './leaving-risk.ts';

const LEAVING = [
  'never again, worst coffee machine ever',
  'cancelling my subscription today',
  'switching to another provider tomorrow',
  'I am taking my business elsewhere',
  'just cancelled my account with you',
  'Ich kündige meinen Vertrag',
  'nie wieder bei euch',
  'me voy a la competencia',
  'quiero darme de baja',
  'ακυρώνω τη συνδρομή μου',
  'δεν ξαναψωνίζω από εσάς',
  'je résilie mon abonnement',
  'plus jamais chez vous',
  'disdico il contratto, addio',
  'vou cancelar o meu plano',
  'سألغي اشتراكي',
  'لن أتعامل معكم مرة أخرى',
];

const STAYING = [
  'our flight is leaving at 5, where is the gate?',
  'the courier left the parcel at the wrong door',
  'we are leaving for the airport now',
  'you cancelled my flight, rebook me please',
  'I left my bag on the plane',
  'can I change my seat?',
  'the train leaves from platform 3',
  'Der Zug fährt um 5 ab',
  'me voy a dormir, mañana seguimos',
  'lovely machine, thank you',
];

test('who says that they go is heard, in eight languages', () => {
  for (const text of LEAVING) assert.notEqual(readLeaving(text), null, text);
});

test('leaving a place, or a bag, is not leaving us', () => {
  for (const text of STAYING) assert.equal(readLeaving(text), null, text);
});

test('having gone weighs more than going, going more than weighing it up', () => {
  assert.equal(readLeaving('I have cancelled my contract')?.part, 'left');
  assert.equal(readLeaving('I will switch to another bank')?.part, 'leaving');
  assert.equal(readLeaving('thinking about switching')?.part, 'hint');
});

function said(text: string, facts: Partial<RiskMessage> = {}): RiskMessage {
  return { id: text, text, sentiment: null, rivals: [], answered: false, leavingSaid: null, ...facts };
}

function riskOf(messages: RiskMessage[], facts: Partial<RiskAsked> = {}) {
  return readRisk({ messages, brokenPromises: 0, followers: null, isPublic: true, ...facts });
}

test('nothing said is no risk, nothing known is five in a hundred', () => {
  assert.equal(riskOf([]), null);
  assert.deepEqual(riskOf([said('where is my order?')]), { score: 5, parts: [] });
});

test('the parts add up to the score, each with what it rests on', () => {
  const text = 'never again, I go to Bialto';
  const rival = { name: 'Bialto', span: { start: 21, end: 27 } };
  const risk = riskOf(
    [said('where is my order?', { sentiment: 'neutral' }), said(text, { sentiment: 'negative', rivals: [rival] })],
    { brokenPromises: 1, followers: 50_000 },
  );
  assert.deepEqual(
    risk?.parts.map(({ part, points }) => [part, points]),
    [
      ['leaving', RISK_POINTS.leaving],
      ['rival', RISK_POINTS.rival],
      ['asked_before', RISK_POINTS.asked_before],
      ['promise_broken', RISK_POINTS.promise_broken],
      ['reach', RISK_POINTS.reach],
      ['angry', RISK_POINTS.angry],
      ['angrier', RISK_POINTS.angrier],
    ],
  );
  assert.equal(risk?.score, scoreOf((risk?.parts ?? []).reduce((sum, { points }) => sum + points, 0)));
  const leaving = risk?.parts[0];
  assert.deepEqual(
    leaving?.spans?.map(({ start, end }) => text.slice(start, end)),
    ['never again'],
  );
  assert.ok((risk?.score ?? 0) >= 90);
});

test('what was answered is not asked before, and in private nobody else hears it', () => {
  const risk = riskOf([said('where is it?', { answered: true }), said('and now?')], {
    followers: 50_000,
    isPublic: false,
  });
  assert.deepEqual(risk?.parts, []);
});

test('a person’s word on leaving stands before the words of the post', () => {
  assert.equal(riskOf([said('never again', { leavingSaid: false })])?.score, 5);
  assert.equal(riskOf([said('that was it then', { leavingSaid: true })])?.parts[0]?.part, 'leaving');
});

test('thanks after anger bring it down', () => {
  const before = riskOf([said('switching to another bank', { sentiment: 'negative' })]);
  const after = riskOf([
    said('switching to another bank', { sentiment: 'negative', answered: true }),
    said('thank you, that was kind', { sentiment: 'positive' }),
  ]);
  assert.ok((after?.score ?? 100) < (before?.score ?? 0) / 2);
});

test('more points never make a lower score, and it stays between 0 and 100', () => {
  let before = -1;
  for (let points = -60; points <= 160; points += 1) {
    const score = scoreOf(points);
    assert.ok(score >= before && score >= 0 && score <= 100);
    before = score;
  }
});
