import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileName } from './file-name.ts';

test('a file keeps the name it came with where its ending is true', () => {
  assert.equal(fileName('Rechnung März (2).pdf', 'application/pdf'), 'Rechnung März (2).pdf');
  assert.equal(fileName('orders.csv', 'text/plain'), 'orders.csv');
});

test('an ending that is not true gets the true one behind it', () => {
  assert.equal(fileName('invoice.pdf.exe', 'application/pdf'), 'invoice.pdf.exe.pdf');
  assert.equal(fileName('page.html', 'text/plain'), 'page.html.txt');
  assert.equal(fileName('run.bat', undefined), 'run.bat.bin');
});

test('a file without a name, or with a path for one, is given one', () => {
  assert.equal(fileName('', 'application/pdf'), 'file.pdf');
  assert.equal(fileName('../../etc/passwd', 'text/plain'), '_.._etc_passwd.txt');
});
