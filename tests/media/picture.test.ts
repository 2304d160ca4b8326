import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import sharp from 'sharp';
import { examine, MEDIA_LIMIT_BYTES, NotKept, THUMB_PX, withoutNotes } from '../../src/services/picture.ts';

const wide = { width: 1600, height: 800, channels: 3, background: '#357' } as const;
const picture = () => sharp({ create: wide });

async function reasonOf(bytes: Uint8Array): Promise<string> {
  const error = await examine(bytes).then(
    () => assert.fail('it was kept'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof NotKept, String(error));
  return error.message;
}

for (const kind of ['jpeg', 'png', 'gif', 'webp', 'avif'] as const) {
  test(`a picture of kind ${kind} is known by its content, measured and made small`, async () => {
    const bytes = await picture().toFormat(kind).toBuffer();
    const row = await examine(bytes);
    assert.equal(row.type, `image/${kind}`);
    assert.equal(row.id, createHash('sha256').update(bytes).digest('hex'));
    assert.deepEqual([row.width, row.height], [1600, 800]);
    const small = await sharp(row.thumb ?? Buffer.alloc(0))
      .metadata()
      .catch(() => null);
    // Reading WebP from memory is among the few readers left open, so the small one can be measured.
    assert.deepEqual([small?.format, small?.width, small?.height], ['webp', THUMB_PX, THUMB_PX / 2]);
  });
}

test('the small picture stands upright and tells nothing of place, camera or owner', async () => {
  const bytes = await picture()
    .withExif({ IFD0: { Copyright: 'Maria of Birdham' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  const row = await examine(bytes);
  assert.deepEqual([row.width, row.height], [800, 1600]);
  const thumb = row.thumb ?? Buffer.alloc(0);
  assert.equal((await sharp(thumb).metadata()).exif, undefined);
  assert.equal(thumb.includes('Birdham'), false);
});

test('a picture of ours goes out upright and without the notes of its camera; one without notes goes out as it is', async () => {
  const noted = await picture()
    .withExif({ IFD0: { Copyright: 'Ana of Birdham' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  const clean = Buffer.from(await withoutNotes(noted));
  const { exif, width, height, format } = await sharp(clean).metadata();
  assert.deepEqual([exif, width, height, format], [undefined, 800, 1600, 'jpeg']);
  assert.equal(clean.includes('Birdham'), false);
  const plain = await picture().png().toBuffer();
  assert.equal(await withoutNotes(plain), plain);
});

test('of a moving picture the first frame is shown', async () => {
  const frames = await Promise.all(
    ['#f00', '#0f0'].map(background =>
      sharp({ create: { ...wide, width: 60, height: 40, background } })
        .png()
        .toBuffer(),
    ),
  );
  const moving = await sharp(frames, { join: { animated: true } })
    .gif()
    .toBuffer();
  const row = await examine(moving);
  const { data } = await sharp(row.thumb ?? Buffer.alloc(0))
    .raw()
    .toBuffer({ resolveWithObject: true });
  assert.ok((data[0] ?? 0) > 200 && (data[1] ?? 255) < 60, `the first frame is red, not ${data[0]},${data[1]}`);
});

test('a drawing that could run script is not a picture, nor is a page that says it is one', async () => {
  const drawing = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  assert.match(await reasonOf(Buffer.from(drawing)), /not a kind/);
  assert.match(await reasonOf(Buffer.from(`<?xml version="1.0"?>${drawing}`)), /not a kind/);
  assert.match(await reasonOf(Buffer.from('<html><body>404</body></html>')), /not a kind/);
  assert.match(await reasonOf(Buffer.from('#!/bin/sh\necho hello')), /not a kind/);
});

test('papers are kept as what they are; what was sent as a file is kept whatever it is, but no program', async () => {
  assert.equal((await examine(Buffer.from('%PDF-1.7\n'))).type, 'application/pdf');
  assert.equal((await examine(Buffer.from('order,sum\n7,12.50\n'), 'file')).type, 'text/plain');
  assert.equal((await examine(Buffer.from('<html><script>1</script></html>'), 'file')).type, 'text/plain');
  assert.equal((await examine(Buffer.from([1, 0, 2, 255]), 'file')).type, 'application/octet-stream');
  assert.equal((await examine(Buffer.from('#!AMR\n....'), 'file')).type, 'audio/amr');
  const elf = Buffer.concat([Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]), Buffer.alloc(64)]);
  for (const program of [Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]), elf]) {
    await assert.rejects(examine(program, 'file'), /It is a program/);
  }
});

test('a picture that ends too soon or was tampered with is damaged, not kept', async () => {
  const whole = await picture().png().toBuffer();
  assert.match(await reasonOf(whole.subarray(0, whole.length / 2)), /damaged/);
  const noise = Buffer.concat([whole.subarray(0, 60), Buffer.alloc(whole.length, 7)]);
  assert.match(await reasonOf(noise), /damaged/);
});

test('a small file that unfolds into too many points is not opened', async () => {
  const huge = await sharp({ create: { ...wide, width: 12_000, height: 9_000 } })
    .png({ compressionLevel: 9 })
    .toBuffer();
  assert.ok(huge.length < 2_000_000, 'the file itself is small');
  assert.match(await reasonOf(huge), /more points/);
});

test('empty and too large files are refused by their length', async () => {
  assert.match(await reasonOf(Buffer.alloc(0)), /empty/);
  assert.match(await reasonOf(Buffer.alloc(MEDIA_LIMIT_BYTES + 1)), /larger than 20 MB/);
});

test('a sound is kept as it is, without a small picture', async () => {
  const sound = Buffer.concat([
    Buffer.from('ID3\u0003\u0000\u0000\u0000\u0000\u0000\u0000', 'latin1'),
    Buffer.from([0xff, 0xfb, 0x90, 0x64]),
    Buffer.alloc(2_000),
  ]);
  const row = await examine(sound);
  assert.deepEqual([row.type, row.width, row.thumb], ['audio/mpeg', null, null]);
});
