// In mid-line: one line only, and of it what fits before the rest of the line.

import type { Place } from '../place.ts';

export function midLine(text: string, { isMidLine, line: { after } }: Place): string {
  return isMidLine ? withoutRest(text.split('\n', 1)[0] ?? '', after) : text;
}

/** Takes the longest beginning of the rest off the end. */
export function withoutRest(text: string, rest: string): string {
  const known = rest.trimEnd();
  if (known.trimStart() !== '' && known.trimStart().startsWith(text.trim())) return '';
  const whole = known.trimStart();
  const at = whole.length > 3 ? text.indexOf(whole) : -1;
  if (at >= 0)
    return text.slice(0, at).trimEnd() + (known.startsWith(' ') ? '' : (/\s*$/.exec(text.slice(0, at))?.[0] ?? ''));
  for (let length = Math.min(text.length, known.length); length > 0; length--) {
    if (text.endsWith(known.slice(0, length))) return text.slice(0, text.length - length);
  }
  return text;
}
