import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readIntents } from './intent.ts';

const DANGEROUS: Record<string, string[]> = {
  English: [
    'Your machine caught FIRE in my kitchen',
    'there is a burning smell and sparks when I plug it in',
    'I got an electric shock from the steel handle',
    'My son had an allergic reaction, the label said no nuts',
    'it exploded and I am in hospital now',
    'I cannot take this any more, I want to die',
    'I can see other people’s orders in my account, is this a data breach?',
    'My lawyer will be in touch',
  ],
  German: [
    'Die Maschine brennt!',
    'Beim Einschalten kommt Rauch aus dem Gehäuse',
    'Ich habe einen Stromschlag bekommen',
    'Unsere Tochter hat sich am Dampf verletzt',
    'Ich sehe fremde Daten in meinem Konto',
    'Sie hören von meinem Anwalt',
  ],
  Spanish: [
    'La cafetera echa humo',
    'Me dio una descarga eléctrica',
    'Mi hijo se ha quemado la mano',
    'Es alérgica y no lo pone en la etiqueta',
    'Voy a poner una denuncia en el juzgado',
  ],
  Greek: [
    'Έπιασε φωτιά η μηχανή μου',
    'Βγαίνει καπνός από πίσω',
    'Έπαθα ηλεκτροπληξία',
    'Το παιδί μου έπαθε αλλεργία',
    'Θα μιλήσω με τον δικηγόρο μου',
  ],
  Arabic: ['الآلة فيها حريق', 'دخان يخرج من الجهاز', 'أصابتني صعقة كهربائية', 'ابني في المستشفى', 'سأتصل بالمحامي'],
  French: [
    'La machine a pris feu',
    'Il y a de la fumée et des étincelles',
    'J’ai reçu un choc électrique',
    'Mon fils est allergique',
    'Mon avocat va vous écrire',
  ],
};

for (const [language, sentences] of Object.entries(DANGEROUS)) {
  test(`danger is heard in ${language}`, () => {
    for (const sentence of sentences) assert.equal(readIntents(sentence)[0], 'danger', sentence);
  });
}

test('ordinary trouble and praise are no danger', () => {
  const ordinary = [
    'I love this brand, the grinder is great',
    'My order is late again and nobody answers',
    'Welche Bohnen empfehlt ihr für Espresso?',
    'No llega mi pedido desde el lunes',
    'Η παραγγελία μου άργησε πολύ',
    'Ma commande n’est jamais arrivée',
    'أين طلبي؟',
  ];
  for (const sentence of ordinary) assert.ok(!readIntents(sentence).includes('danger'), sentence);
});

test('a complaint, a question, a request and small talk are told apart', () => {
  assert.deepEqual(readIntents('My machine is leaking'), ['complaint']);
  assert.deepEqual(readIntents('Do you ship to Crete?'), ['question']);
  assert.deepEqual(readIntents('please send me the manual'), ['request']);
  assert.deepEqual(readIntents('lovely morning'), []);
  assert.deepEqual(readIntents(''), []);
});

test('a broken machine that smokes is both, danger first', () => {
  assert.deepEqual(readIntents('It is broken and there is smoke'), ['danger', 'complaint']);
});
