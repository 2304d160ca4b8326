/** What a stranger's file is saved as: under the name it came with, and with an ending that says what it truly is. */

const ENDINGS: Record<string, string[]> = {
  'application/pdf': ['pdf'],
  'application/rtf': ['rtf'],
  'application/zip': ['zip'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': ['pptx'],
  'application/vnd.oasis.opendocument.text': ['odt'],
  'application/vnd.oasis.opendocument.spreadsheet': ['ods'],
  'application/vnd.oasis.opendocument.presentation': ['odp'],
  'text/plain': ['txt', 'csv', 'tsv', 'log', 'md', 'json', 'xml', 'ics', 'vcf', 'eml'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'application/octet-stream': ['bin', 'doc', 'xls', 'ppt', 'msg', 'dwg', 'heic'],
};
const LONGEST = 120;

/** @param said the name it came with @param type by its content; undefined where that is not known */
export function fileName(said: string, type: string | undefined): string {
  const endings = ENDINGS[type ?? ''] ?? ENDINGS['application/octet-stream'] ?? [];
  // No paths, nothing a file system or a shell takes for more than a letter; spaces inside are a name's own.
  const name = said
    .replace(/[^\p{L}\p{N}\p{M} ._()-]/gu, '_')
    .replace(/^[\s.]+/, '')
    .trim()
    .slice(0, LONGEST);
  const ending = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  if (name !== '' && endings.includes(ending)) return name;
  return `${name === '' ? 'file' : name}.${endings[0] ?? 'bin'}`;
}
