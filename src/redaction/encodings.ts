// The forms in which a known value may stand elsewhere: escaped, percent-encoded, in hex, in base64 at any alignment.

/** Where a form may stand: `word`: as a word of its own; `free`: inside others too; `run`: hides the whole run of base64 around it. */
export type Placing = 'word' | 'free' | 'run';

export interface Form {
  readonly text: string;
  readonly placing: Placing;
}

/** From this length on a value is hidden inside longer words too. */
const freeLength = 8;
/** A shorter piece of base64 would be found by chance. */
const minBase64 = 8;

/** `encodeURIComponent` throws for half a surrogate pair. */
function percentForms(value: string): string[] {
  if (/\p{Surrogate}/u.test(value)) return [];
  const encoded = encodeURIComponent(value);
  const strict = encoded.replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  const lower = (text: string) => text.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
  return [
    encoded,
    strict,
    lower(encoded),
    lower(strict),
    encoded.replaceAll('%20', '+'),
    strict.replaceAll('%20', '+'),
  ];
}

function escapedForms(value: string): string[] {
  const json = JSON.stringify(value).slice(1, -1);
  const markup = value.replace(
    /[&<>"']/g,
    (sign) => `&${{ '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": '#39' }[sign]};`,
  );
  const slashes = value.replace(/[\\'"$`]/g, '\\$&');
  return [json, json.replaceAll('/', '\\/'), markup, slashes, value.replaceAll("'", "''")];
}

/** The part of the base64 that the value alone decides, when `before` bytes stand in front of it. */
function base64At(bytes: Buffer, before: number): string {
  const encoded = Buffer.concat([Buffer.alloc(before), bytes])
    .toString('base64')
    .replace(/=+$/, '');
  const isCut = (before + bytes.length) % 3 !== 0;
  return encoded.slice([0, 2, 3][before], isCut ? -1 : undefined);
}

function base64Forms(bytes: Buffer): string[] {
  const aligned = [0, 1, 2].map((before) => base64At(bytes, before));
  const forms = aligned.filter((form, before) => form.length >= (before === 0 ? minBase64 - 1 : minBase64));
  return forms.flatMap((form) => [form, form.replaceAll('+', '-').replaceAll('/', '_')]);
}

/** All forms of one line of a known value, each once. */
export function encodedForms(value: string): Form[] {
  const forms = new Map<string, Placing>();
  const add = (text: string, placing: Placing) => {
    if (text.length >= 4 && !forms.has(text)) forms.set(text, placing);
  };
  for (const form of [value, ...escapedForms(value), ...percentForms(value)])
    add(form, form.length >= freeLength ? 'free' : 'word');
  const bytes = Buffer.from(value, 'utf8');
  const hex = bytes.toString('hex');
  for (const form of [hex, hex.toUpperCase()]) add(form, form.length >= 2 * freeLength ? 'free' : 'word');
  for (const form of base64Forms(bytes)) add(form, 'run');
  return Array.from(forms, ([text, placing]) => ({ text, placing }));
}
