/** Pictures customers attach: uploads told by their first bytes, and drawings made of nothing but a seed. */
import { crc32, deflateSync } from 'node:zlib';

/** The type by content; null for anything that is not a picture. */
export function pictureType(bytes: Uint8Array): string | null {
  const begins = (...start: number[]) => start.every((byte, i) => bytes[i] === byte);
  const spells = (text: string, at: number) => [...text].every((letter, i) => bytes[at + i] === letter.charCodeAt(0));
  if (begins(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (begins(0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (spells('GIF87a', 0) || spells('GIF89a', 0)) return 'image/gif';
  if (spells('RIFF', 0) && spells('WEBP', 8)) return 'image/webp';
  return null;
}

const WIDTH = 360;
const HEIGHT = 270;
type Colour = readonly [number, number, number];
type Shape = { from: [number, number]; to: [number, number]; colour: Colour; round?: boolean };

const WALLS: Colour[] = [
  [233, 224, 209],
  [206, 217, 222],
  [222, 211, 222],
  [214, 222, 205],
  [228, 214, 200],
];
const MACHINES: Colour[] = [
  [62, 66, 72],
  [166, 43, 43],
  [44, 92, 92],
  [203, 199, 190],
  [38, 52, 92],
];
const TABLE: Colour = [151, 112, 78];
const STEEL: Colour = [186, 190, 194];
const COFFEE: Colour = [74, 46, 28];
const WATER: Colour = [137, 178, 204];
const CUP: Colour = [250, 249, 246];

/** A coffee machine on a kitchen table, with a puddle or without: a PNG, always the same for the same seed. */
export function drawnPicture(seed: number): Uint8Array {
  const pick = <T>(list: readonly T[], by: number): T => list[(seed >>> by) % list.length] as T;
  const wall = pick(WALLS, 0);
  const machine = pick(MACHINES, 3);
  const left = 90 + ((seed >>> 5) % 60);
  const shapes: Shape[] = [
    { from: [0, 190], to: [WIDTH, HEIGHT], colour: TABLE },
    { from: [left, 60], to: [left + 130, 205], colour: machine },
    { from: [left + 20, 100], to: [left + 110, 180], colour: shade(machine, 0.6) },
    { from: [left + 50, 100], to: [left + 80, 120], colour: STEEL },
    {
      from: [left + 10, 70],
      to: [left + 28, 88],
      colour: (seed & 1) === 0 ? [220, 60, 50] : [80, 180, 110],
      round: true,
    },
    { from: [left + 45, 150], to: [left + 85, 184], colour: CUP },
    { from: [left - 4, 200], to: [left + 134, 212], colour: shade(machine, 0.8) },
  ];
  if ((seed & 2) !== 0) shapes.push({ from: [left - 60, 215], to: [left + 60, 245], colour: WATER, round: true });
  if ((seed & 4) !== 0) shapes.push({ from: [left + 70, 220], to: [left + 170, 240], colour: COFFEE, round: true });
  return png((x, y) => {
    for (let i = shapes.length - 1; i >= 0; i--) {
      const shape = shapes[i];
      if (shape && covers(shape, x, y)) return shape.colour;
    }
    return wall;
  });
}

function covers({ from, to, round }: Shape, x: number, y: number): boolean {
  if (x < from[0] || x >= to[0] || y < from[1] || y >= to[1]) return false;
  if (!round) return true;
  const dx = (2 * x - from[0] - to[0]) / (to[0] - from[0]);
  const dy = (2 * y - from[1] - to[1]) / (to[1] - from[1]);
  return dx * dx + dy * dy <= 1;
}

function shade([r, g, b]: Colour, by: number): Colour {
  return [Math.round(r * by), Math.round(g * by), Math.round(b * by)];
}

/** The PNG specification (ISO/IEC 15948): 8-bit RGB, no filter. */
function png(colourAt: (x: number, y: number) => Colour): Uint8Array {
  const rows = Buffer.alloc(HEIGHT * (WIDTH * 3 + 1));
  let at = 0;
  for (let y = 0; y < HEIGHT; y++) {
    rows[at++] = 0;
    for (let x = 0; x < WIDTH; x++) for (const part of colourAt(x, y)) rows[at++] = part;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
