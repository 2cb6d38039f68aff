// Makes secrets for tests at run time, so that no source file of this repository holds one.

export const alphabets = {
  hex: '0123456789abcdef',
  upper: 'ABCDEFGHJKMNPQRSTUVWXYZ23456789',
  mixed: 'aB3dE5fG7hJ9kLmN2pQrS4tUvW6xYz8AbCd',
  digits: '4829103756',
} as const;

/** `length` characters that look random and are always the same for the same seed. */
export function noise(length: number, alphabet: string = alphabets.mixed, seed = 7): string {
  let state = seed * 2654435761 + 1;
  let made = '';
  while (made.length < length) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    made += alphabet.charAt((state >>> 11) % alphabet.length);
  }
  return made;
}

/** A private key in armor, of `lines` lines; its body is noise. */
export function armoredKey(kind = 'RSA ', lines = 4, lineBreak = '\n'): string {
  const edge = (name: string) => `-----${name} ${kind}PRIVATE ${'KEY'}-----`;
  const body = Array.from({ length: lines }, (_, line) => noise(64, alphabets.mixed, line + 1));
  return [edge('BEGIN'), ...body, edge('END')].join(lineBreak);
}

const letters: Readonly<Record<string, string>> = {
  '': alphabets.mixed,
  h: alphabets.hex,
  H: alphabets.hex.toUpperCase(),
  u: alphabets.upper,
  d: alphabets.digits,
  l: 'a3bd5ef7gh9jkmn2pqrs4tuvwx6yz8',
};

/** Fills `{36}` in with noise of that length: `{36h}` hex, `{36u}` capitals and digits, `{36d}` digits, `{36l}` small letters and digits. */
export function fillIn(template: string): string {
  let seed = 3;
  return template.replace(/\{(\d+)([hHudl]?)\}/g, (_, length: string, kind: string) =>
    noise(Number(length), letters[kind], seed++),
  );
}
