// What keeps a place from suggestions before its text is looked at.

import assert from 'node:assert/strict';
import { defaultSettings } from '../../src/base/settings.ts';
import {
  maxDocumentChars,
  maxLineChars,
  type Place,
  refuse,
  refuseExcluded,
  refuseInside,
} from '../../src/completion/gate.ts';

const place: Place = {
  settings: defaultSettings,
  enabledHere: undefined,
  languageId: 'typescript',
  trigger: 'automatic',
  focused: true,
  cursorCount: 1,
  documentChars: 100,
  lineChars: 10,
};
const reason = (change: Partial<Place>): string | undefined => refuse({ ...place, ...change })?.reason;

describe('refuse', () => {
  it('lets an ordinary place pass', () => {
    assert.equal(reason({}), undefined);
    assert.equal(reason({ documentChars: maxDocumentChars, lineChars: maxLineChars }), undefined);
  });

  it('lets the choice for the workspace win over the setting', () => {
    const off = { ...defaultSettings, enable: false };
    assert.equal(reason({ settings: off }), 'off');
    assert.equal(reason({ settings: off, enabledHere: true }), undefined);
    assert.equal(reason({ enabledHere: false }), 'off');
  });

  it('refuses a language that is turned off', () => {
    assert.equal(reason({ languageId: 'plaintext' }), 'language-off');
  });

  it('is quiet where the user wants it, unless all is off anyway', () => {
    assert.equal(reason({ quiet: { reason: 'paused' } }), 'paused');
    assert.equal(reason({ quiet: { reason: 'folder-off' }, trigger: 'invoked' }), 'folder-off');
    assert.equal(reason({ quiet: { reason: 'paused' }, enabledHere: false }), 'off');
  });

  it('refuses only automatic requests of an unfocused window', () => {
    assert.equal(reason({ focused: false }), 'unfocused');
    assert.equal(reason({ focused: false, trigger: 'invoked' }), undefined);
  });

  it('refuses several cursors, large documents and long lines', () => {
    assert.equal(reason({ cursorCount: 2 }), 'several-cursors');
    assert.equal(reason({ documentChars: maxDocumentChars + 1 }), 'too-large');
    assert.equal(reason({ documentChars: Number.POSITIVE_INFINITY }), 'too-large');
    assert.equal(reason({ lineChars: maxLineChars + 1 }), 'long-line');
  });
});

describe('refuse, by kind of document', () => {
  const kinds: readonly (readonly [languageId: string, expected: string | undefined])[] = [
    ['typescript', undefined],
    ['python', undefined],
    ['markdown', undefined],
    ['vue', undefined],
    ['html', undefined],
    ['git-commit', undefined],
    ['scminput', undefined],
    ['plaintext', 'language-off'],
    ['log', 'language-off'],
    ['search-result', 'language-off'],
  ];
  for (const [languageId, expected] of kinds) {
    it(`${languageId}: ${expected ?? 'on'}`, () => assert.equal(reason({ languageId }), expected));
  }
});

describe('refuseInside', () => {
  const inside = (languageId: string, innerLanguageId: string, trigger: 'automatic' | 'invoked' = 'automatic') =>
    refuseInside({ settings: defaultSettings, languageId, innerLanguageId, trigger })?.reason;

  it('lets code pass, in whatever document it stands', () => {
    assert.equal(inside('typescript', 'typescript'), undefined);
    assert.equal(inside('markdown', 'typescript'), undefined);
    assert.equal(inside('vue', 'javascript'), undefined);
  });

  it('leaves sentences to who asks for a suggestion', () => {
    assert.equal(inside('markdown', 'markdown'), 'prose');
    assert.equal(inside('markdown', 'markdown', 'invoked'), undefined);
  });

  it('knows a language that is turned off in a code block, too', () => {
    assert.equal(inside('markdown', 'plaintext'), 'language-off');
    const settings = { ...defaultSettings, languages: { ...defaultSettings.languages, css: false } };
    const place = { settings, languageId: 'html', innerLanguageId: 'css', trigger: 'invoked' } as const;
    assert.deepEqual(refuseInside(place), { reason: 'language-off', languageId: 'css' });
  });
});

describe('refuseExcluded', () => {
  it('keeps suggestions in a git-ignored file itself', () => {
    assert.equal(refuseExcluded({ kind: 'ok' }), undefined);
    assert.equal(refuseExcluded({ kind: 'excluded', by: '.gitignore', ownSuggestions: true }), undefined);
    assert.deepEqual(refuseExcluded({ kind: 'excluded', by: '.aiexclude', ownSuggestions: false }), {
      reason: 'excluded-file',
      by: '.aiexclude',
    });
    assert.deepEqual(refuseExcluded({ kind: 'secret', rule: 'dotenv' }), { reason: 'secret-file', rule: 'dotenv' });
  });
});
