// Templates in the manners of the families: messages stay apart from what the template writes, in any of them.

import assert from 'node:assert/strict';
import type { ChatRole } from '../../../src/engine/engine.ts';
import { type ChatTemplate, findChatTemplate, type TemplateSource } from '../../../src/engine/worker/chatTemplate.ts';

function find(template: string | undefined, more: Partial<TemplateSource> = {}): ChatTemplate | undefined {
  return findChatTemplate({
    ...{ template, bos: '<s>', eos: '</s>', isInstruct: false, hasControlToken: () => false },
    ...more,
  });
}

/** The prompt with `‹n›` for the message n. */
function tell(template: string, roles: readonly ChatRole[], reasons = true): string {
  const pieces = (find(template) ?? assert.fail('no template')).render(roles, { reasons });
  return pieces.map((piece) => ('markup' in piece ? piece.markup : `‹${piece.message}›`)).join('');
}

const talk: readonly ChatRole[] = ['system', 'user', 'assistant', 'user'];
const strict = `{{ bos_token }}{% for m in messages %}
{%- if (m['role'] == 'user') != (loop.index0 % 2 == 0) %}{{ raise_exception('Roles must alternate') }}{% endif %}
{%- if m.role == 'user' %}[INST] {{ m.content | trim }} [/INST]{% else %} {{ m.content }}{{ eos_token }}{% endif %}
{%- endfor %}`;

describe('engine/worker/chatTemplate', () => {
  it('tells messages in their roles and ends where the answer begins', () => {
    const plain =
      '{% for m in messages %}<{{ m.role }}>{{ m.content }}{% endfor %}{% if add_generation_prompt %}<a>{% endif %}';
    assert.equal(tell(plain, talk), '<system>‹0›<user>‹1›<assistant>‹2›<user>‹3›<a>');
  });

  it('puts the system message before the question where the template refuses one', () => {
    assert.equal(tell(strict, talk), '<s>[INST] ‹0›\n\n‹1› [/INST] ‹2›</s>[INST] ‹3› [/INST]');
  });

  it('does so where the template leaves it out', () => {
    const silent =
      "{% for m in messages %}{% if m.role != 'system' %}<{{ m.role }}>{{ m.content }}{% endif %}{% endfor %}";
    assert.equal(tell(silent, talk), '<user>‹0›\n\n‹1›<assistant>‹2›<user>‹3›');
  });

  it('does so where the template tells it with the newest question: the history would change at each turn', () => {
    const moving = `{% set system = messages[0].content if messages[0].role == 'system' else '' %}
{%- for m in messages %}{% if m.role != 'system' %}<{{ m.role }}>{% if loop.last and system %}{{ system }}!{% endif %}{{ m.content }}{% endif %}{% endfor %}`;
    assert.equal(tell(moving, talk), '<user>‹0›\n\n‹1›<assistant>‹2›<user>‹3›');
  });

  it('joins messages of one role that follow each other', () => {
    assert.equal(
      tell(strict, ['user', 'user', 'assistant', 'user']),
      '<s>[INST] ‹0›\n\n‹1› [/INST] ‹2›</s>[INST] ‹3› [/INST]',
    );
  });

  it('tells a template that knows it whether the model may reason', () => {
    const knowing =
      '{% for m in messages %}{{ m.content }}{% endfor %}{% if enable_thinking %}<think>{% else %}<no>{% endif %}';
    assert.equal(tell(knowing, ['user']), '‹0›<think>');
    assert.equal(tell(knowing, ['user'], false), '‹0›<no>');
  });

  it('keeps more than ten messages apart', () => {
    const roles = Array.from({ length: 13 }, (_, at): ChatRole => (at % 2 === 0 ? 'user' : 'assistant'));
    const plain = '{% for m in messages %}{{ m.content }}.{% endfor %}';
    assert.equal(tell(plain, roles), roles.map((_, at) => `‹${at}›.`).join(''));
  });

  it('takes the plain markers where the own template is of no use, and the vocabulary has them', () => {
    const has = { hasControlToken: (text: string) => text.startsWith('<|im_') };
    for (const broken of ['{% for %}', '{{ nothing.at.all() }}', '{% for m in messages %}{{ m.role }}{% endfor %}']) {
      assert.equal(find(broken), undefined, broken);
      const [first] = find(broken, has)?.render(['user'], { reasons: true }) ?? [];
      assert.deepEqual(first, { markup: '<|im_start|>user\n' });
    }
    assert.ok(find(undefined, { ...has, isInstruct: true }));
    assert.equal(find(undefined, has), undefined);
    assert.equal(find(undefined, { isInstruct: true }), undefined);
  });
});
