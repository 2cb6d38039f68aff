// Which language stands at the cursor in documents that hold several.

import assert from 'node:assert/strict';
import { languageAt } from '../../../src/completion/embedded.ts';
import { atCursor } from '../../support/cursor.ts';

const at = (languageId: string, code: string): string => {
  const { text, offset } = atCursor(code);
  return languageAt(languageId, text, offset);
};

describe('completion/embedded', () => {
  const cases: readonly (readonly [title: string, languageId: string, code: string, expected: string])[] = [
    ['a file of one language', 'python', '```js\n|', 'python'],
    ['Markdown text', 'markdown', '# Title\n\nSome |', 'markdown'],
    ['a code block', 'markdown', '# Title\n\n```ts\nconst x = |\n```\n', 'typescript'],
    ['behind a code block', 'markdown', '```ts\nx\n```\n|', 'markdown'],
    ['a second code block', 'markdown', '```ts\nx\n```\n\n```python\n|', 'python'],
    ['a code block of no language', 'markdown', '```\n|\n```', 'plaintext'],
    ['a code block with tildes', 'markdown', '~~~rust title\n```\n|\n~~~', 'rust'],
    ['a code block in a list', 'markdown', '- a\n  ```sh\n  |\n  ```', 'shellscript'],
    ['a longer fence around a shorter one', 'markdown', '````md\n```ts\n```\n|\n````', 'markdown'],
    ['attributes on the fence', 'markdown', '```{.go .numbered}\n|', 'go'],
    ['the fence itself', 'markdown', '```ts|', 'markdown'],
    ['line ends of CRLF', 'markdown', '```js\r\nx\r\n|\r\n```', 'javascript'],
    ['a Vue template', 'vue', '<template>\n  <a |\n</template>', 'vue'],
    ['a Vue script', 'vue', '<template></template>\n<script>\n|\n</script>', 'javascript'],
    ['a Vue script in TypeScript', 'vue', '<script setup lang="ts">\n|\n</script>', 'typescript'],
    ['a Vue style', 'vue', '<script></script><style scoped lang="scss">\n|', 'scss'],
    ['behind a script', 'html', '<script>\nx\n</script>\n|', 'html'],
    ['an HTML script', 'html', '<script src="a.js"></script>\n<script type="module">\n|', 'javascript'],
    ['an HTML style', 'html', '<style>\na { |', 'css'],
    ['data in a script', 'html', '<script type="application/json">\n{ |', 'json'],
    ['Svelte', 'svelte', '<script lang="ts">\n  let a = |', 'typescript'],
  ];
  for (const [title, languageId, code, expected] of cases) {
    it(title, () => assert.equal(at(languageId, code), expected));
  }
});
