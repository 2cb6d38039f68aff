// Markers come from the model's own vocabulary, their order from marker set and base name, never from a file's name.

import assert from 'node:assert/strict';
import { type FimOrder, findFimMarkers, type Vocabulary } from '../../../src/engine/worker/fim.ts';

const star = ['<fim_prefix>', '<fim_suffix>', '<fim_middle>'] as const;
const qwen = ['<|fim_prefix|>', '<|fim_suffix|>', '<|fim_middle|>'] as const;
const deepseek = ['<｜fim▁begin｜>', '<｜fim▁hole｜>', '<｜fim▁end｜>'] as const;
const codestral = ['[PREFIX]', '[SUFFIX]'] as const;

/** A vocabulary with these control tokens, numbered from 100 on; the first `named` of them are told by the metadata. */
function vocabulary(control: readonly string[], baseName = '', named = 0): Vocabulary {
  const id = (index: number) => (index < named && index < control.length ? 100 + index : null);
  return {
    named: { prefix: id(0), suffix: id(1), middle: id(2) },
    controlToken: (text) => (control.includes(text) ? 100 + control.indexOf(text) : undefined),
    textOf: (token) => control[token - 100] ?? 'text',
    baseName,
  };
}

type Row = readonly [title: string, markers: readonly string[], baseName: string, order: FimOrder, known: boolean];

const orders: readonly Row[] = [
  ['Qwen2.5-Coder', qwen, 'Qwen2.5-Coder 7B', 'prefix-first', true],
  ['CodeGemma', qwen, 'codegemma', 'prefix-first', true],
  ['the starter model', qwen, 'sotto-starter', 'suffix-first', true],
  ['an unknown model with the same markers', qwen, 'whatever', 'prefix-first', false],
  ['StarCoder2', star, 'starcoder2', 'prefix-first', true],
  ['Granite', star, 'granite-code', 'prefix-first', true],
  ['Mellum, which shares StarCoder’s markers', star, 'Mellum-4b-base', 'suffix-first', true],
  ['a model without a name', star, '', 'prefix-first', false],
  ['SantaCoder', ['<fim-prefix>', '<fim-suffix>', '<fim-middle>'], 'santacoder', 'prefix-first', true],
  ['DeepSeek-Coder, whatever its name', deepseek, '', 'prefix-first', true],
  ['Code Llama', ['▁<PRE>', '▁<SUF>', '▁<MID>'], 'codellama', 'prefix-first', true],
  ['Code Llama without the space', ['<PRE>', '<SUF>', '<MID>'], 'codellama', 'prefix-first', true],
  ['Codestral', codestral, 'codestral', 'suffix-first', true],
];

describe('engine/worker/fim', () => {
  for (const [title, markers, baseName, order, orderKnown] of orders) {
    for (const named of [0, markers.length]) {
      it(`knows ${title}, ${named === 0 ? 'looked up' : 'told by the metadata'}`, () => {
        assert.deepEqual(findFimMarkers(vocabulary(markers, baseName, named), 'auto'), {
          prefix: 100,
          suffix: 101,
          middle: markers.length > 2 ? 102 : undefined,
          file: undefined,
          repository: undefined,
          order,
          orderKnown,
        });
      });
    }
  }

  it('finds the markers of files and repositories that the set has', () => {
    const found = findFimMarkers(vocabulary([...star, '<file_sep>', '<repo_name>'], 'starcoder2', 3), 'auto');
    assert.deepEqual([found?.file, found?.repository], [103, 104]);
    const other = findFimMarkers(vocabulary([...star, '<|file_sep|>'], 'starcoder2', 3), 'auto');
    assert.deepEqual([other?.file, other?.repository], [undefined, undefined]);
  });

  it('finds none where the texts are ordinary text to the model, or one is missing', () => {
    for (const control of [[], ['</s>'], star.slice(0, 2), star.slice(1), codestral.slice(1)]) {
      assert.equal(findFimMarkers(vocabulary(control, 'starcoder2'), 'auto'), undefined);
    }
  });

  it('takes markers that the metadata names though no set holds them, and says that the order is assumed', () => {
    const found = findFimMarkers(vocabulary(['«', '·', '»'], 'new', 3), 'auto');
    assert.deepEqual(
      [found?.prefix, found?.suffix, found?.middle, found?.order, found?.orderKnown],
      [100, 101, 102, 'prefix-first', false],
    );
  });

  it('looks the set up where the metadata names only a part of it', () => {
    const found = findFimMarkers(vocabulary(star, 'starcoder2', 2), 'auto');
    assert.equal(found?.middle, 102);
  });

  it('ignores a middle that the metadata names for a set without one', () => {
    assert.equal(findFimMarkers(vocabulary([...codestral, '[MIDDLE]'], '', 3), 'auto')?.middle, undefined);
  });

  it('lets the setting win, and then calls the order known', () => {
    for (const wanted of ['prefix-first', 'suffix-first'] as const) {
      for (const name of ['starcoder2', 'Mellum-4b-base', '']) {
        const found = findFimMarkers(vocabulary(star, name), wanted);
        assert.deepEqual([found?.order, found?.orderKnown], [wanted, true]);
      }
    }
  });

  it('puts the prefix last where no marker divides it from the middle, whatever the setting', () => {
    assert.equal(findFimMarkers(vocabulary(codestral, 'codestral'), 'prefix-first')?.order, 'suffix-first');
    const unnamed = findFimMarkers(vocabulary(['«', '·'], 'new', 2), 'auto');
    assert.deepEqual([unnamed?.order, unnamed?.orderKnown], ['suffix-first', true]);
  });
});
