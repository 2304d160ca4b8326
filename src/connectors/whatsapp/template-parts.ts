/** A template as WhatsApp writes it: its parts, what is to be filled in, and the same filled in on its way out. */
import { z } from 'zod';
import { inOneLine, placeholdersIn, renamePlaceholders } from '../../core/template.ts';
import { NetworkFailure, type Template } from '../connector.ts';

const words = z.string().max(20_000);
const buttonSchema = z.object({
  type: words,
  text: words.nullish(),
  url: words.nullish(),
  phone_number: words.nullish(),
  example: z
    .union([words.transform(one => [one]), z.array(words)])
    .nullish()
    .catch(null),
});
const namedSchema = z.array(z.object({ param_name: words, example: words.nullish() }));
const exampleSchema = z
  .object({
    body_text: z
      .union([z.array(z.array(words)), z.array(words).transform(one => [one])])
      .nullish()
      .catch(null),
    header_text: z.array(words).nullish().catch(null),
    body_text_named_params: namedSchema.nullish().catch(null),
    header_text_named_params: namedSchema.nullish().catch(null),
  })
  .nullish()
  .catch(null);
const componentSchema = z.object({
  type: words,
  format: words.nullish(),
  text: words.nullish(),
  example: exampleSchema,
  buttons: z.array(buttonSchema).max(20).nullish().catch(null),
});

/** As the API lists it. */
export const templateSchema = z.object({
  name: words,
  language: words,
  status: words,
  category: words.nullish(),
  parameter_format: words.nullish(),
  rejected_reason: words.nullish(),
  components: z.array(componentSchema).max(20).nullish(),
});
export type RawTemplate = z.infer<typeof templateSchema>;

type Button = z.infer<typeof buttonSchema>;
type Variable = Template['variables'][number];

export function partsOf({ components }: RawTemplate): Template['parts'] {
  return (components ?? []).flatMap(({ type, text, buttons }): Template['parts'] => {
    const kind = kindOf(type);
    if (kind === 'buttons')
      return (buttons ?? []).map((button, at) => ({ kind: 'button', text: buttonWords(button, at) }));
    if (kind === null || text == null) return [];
    // Each place is named by its key: `{{1}}` of the head is another than `{{1}}` of the body.
    return [{ kind, text: kind === 'header' ? renamePlaceholders(text, name => keyOf(kind, name)) : text }];
  });
}

/** What is filled in, in the order it stands. A variable of the head is `header.1`, of a button `button.0.1`, so that no two share a key. */
export function variablesOf({ components }: RawTemplate): Variable[] {
  return (components ?? []).flatMap(({ type, text, example, buttons }): Variable[] => {
    const kind = kindOf(type);
    if (kind === 'header' || kind === 'body')
      return placeholdersIn(text ?? '').map((name, at) => ({
        key: keyOf(kind, name),
        of: kind,
        example: exampleOf(example, kind, name, at),
      }));
    if (kind !== 'buttons') return [];
    return (buttons ?? []).flatMap((button, index) => variablesOfButton(button, index));
  });
}

function variablesOfButton(button: Button, index: number): Variable[] {
  const type = button.type.toUpperCase();
  const example = button.example?.[0] ?? null;
  if (type === 'URL')
    return placeholdersIn(button.url ?? '').map(name => ({ key: keyOfButton(index, name), of: 'button', example }));
  return type === 'COPY_CODE' ? [{ key: keyOfButton(index, 'code'), of: 'button', example }] : [];
}

function buttonWords({ type, text, url, phone_number }: Button, index: number): string {
  const shown = text ?? type.toLowerCase().replaceAll('_', ' ');
  if (type.toUpperCase() === 'COPY_CODE') return `${shown}: {{${keyOfButton(index, 'code')}}}`;
  const leads = url == null ? phone_number : renamePlaceholders(url, name => keyOfButton(index, name));
  return leads == null ? shown : `${shown} → ${leads}`;
}

function keyOfButton(index: number, name: string): string {
  return `button.${index}.${name}`;
}

function keyOf(of: 'header' | 'body', name: string): string {
  return of === 'body' ? name : `header.${name}`;
}

function exampleOf(
  example: z.infer<typeof exampleSchema>,
  of: 'header' | 'body',
  name: string,
  at: number,
): string | null {
  const named = of === 'body' ? example?.body_text_named_params : example?.header_text_named_params;
  const inOrder = of === 'body' ? example?.body_text?.[0] : example?.header_text;
  return named?.find(one => one.param_name === name)?.example ?? inOrder?.[at] ?? null;
}

function kindOf(type: string): 'header' | 'body' | 'footer' | 'buttons' | null {
  const kind = type.toLowerCase();
  return kind === 'header' || kind === 'body' || kind === 'footer' || kind === 'buttons' ? kind : null;
}

const WITH_FILE = 'It begins with a picture, a film or a file, which cannot be added from here.';
const WITH_MORE = 'It holds a part or a button that cannot be filled in from here.';

/** What of it cannot be filled in from here; null where all can. */
export function hindranceOf({ components }: RawTemplate): string | null {
  for (const { type, format, buttons } of components ?? []) {
    if (type.toLowerCase() === 'header' && format != null && format.toUpperCase() !== 'TEXT') return WITH_FILE;
    if (kindOf(type) === null) return WITH_MORE;
    if ((buttons ?? []).some(button => !SIMPLE_BUTTONS.has(button.type.toUpperCase()))) return WITH_MORE;
  }
  return null;
}

/** They need nothing, or a piece of text. */
const SIMPLE_BUTTONS = new Set([
  'QUICK_REPLY',
  'URL',
  'PHONE_NUMBER',
  'COPY_CODE',
  'VOICE_CALL',
  'REQUEST_CONTACT_INFO',
]);

export type Component = { type: string; sub_type?: string; index?: string; parameters: Record<string, string>[] };

/** Filled in as the API takes it. @throws NetworkFailure where a value is missing */
export function componentsOf(template: RawTemplate, values: Readonly<Record<string, string>>): Component[] {
  const isNamed = template.parameter_format?.toUpperCase() === 'NAMED';
  const filled: Component[] = [];
  for (const { type, text, buttons } of template.components ?? []) {
    const kind = kindOf(type);
    if (kind === 'header' || kind === 'body') {
      const parameters = placeholdersIn(text ?? '').map(name => ({
        type: 'text',
        ...(isNamed ? { parameter_name: name } : {}),
        text: filledValue(values, keyOf(kind, name)),
      }));
      if (parameters.length > 0) filled.push({ type: kind, parameters });
    }
    for (const [index, button] of (buttons ?? []).entries()) {
      for (const { key } of variablesOfButton(button, index)) {
        const isCode = button.type.toUpperCase() === 'COPY_CODE';
        const value = filledValue(values, key);
        const parameter = isCode ? { type: 'coupon_code', coupon_code: value } : { type: 'text', text: value };
        filled.push({
          type: 'button',
          sub_type: isCode ? 'copy_code' : 'url',
          index: String(index),
          parameters: [parameter],
        });
      }
    }
  }
  return filled;
}

function filledValue(values: Readonly<Record<string, string>>, key: string): string {
  const value = inOneLine(values[key] ?? '');
  if (value === '') throw new NetworkFailure('refuse', `Something is missing in the template: ${key}.`);
  return value;
}
