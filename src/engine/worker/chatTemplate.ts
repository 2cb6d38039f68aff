// The model's own chat template (Jinja): what it writes around messages is told from the messages themselves, so that
// no word of a message is ever taken for a control token, and no template sees a message's text.

import { Template } from '@huggingface/jinja';
import type { ChatRole } from '../engine.ts';

/** Text of the template, in which control tokens count, or the content of the message with this index. */
export type ChatPiece = { readonly markup: string } | { readonly message: number };

export interface RenderOptions {
  /** Where the template can, the model is told not to think aloud. */
  readonly reasons: boolean;
}

export interface ChatTemplate {
  /** Ends where the answer begins. Each message appears, in order; `roles` are those of the messages. */
  render(roles: readonly ChatRole[], options: RenderOptions): readonly ChatPiece[];
}

export interface TemplateSource {
  /** The Jinja text in the model's file. */
  readonly template: string | undefined;
  readonly bos: string;
  readonly eos: string;
  /** Trained to chat, by its name; without a template the markers below serve, where the vocabulary has them. */
  readonly isInstruct: boolean;
  hasControlToken(text: string): boolean;
}

const chatMl = `{% for message in messages %}<|im_start|>{{ message.role }}
{{ message.content }}<|im_end|>
{% endfor %}<|im_start|>assistant
`;

/** Undefined for a model that was not made to chat, or whose template cannot be rendered. */
export function findChatTemplate(source: TemplateSource): ChatTemplate | undefined {
  const hasChatMl = ['<|im_start|>', '<|im_end|>'].every(source.hasControlToken);
  const own = source.template?.trim() ? source.template : undefined;
  const texts = [own, hasChatMl && (own !== undefined || source.isInstruct) ? chatMl : undefined];
  for (const text of texts) {
    const template = text === undefined ? undefined : tryTemplate(text, source);
    if (template) return template;
  }
  return undefined;
}

function tryTemplate(text: string, names: Pick<TemplateSource, 'bos' | 'eos'>): ChatTemplate | undefined {
  try {
    const template = createChatTemplate(new Template(text), names);
    template.render(['system', 'user', 'assistant', 'user'], { reasons: true });
    return template;
  } catch {
    // Written for another engine's Jinja: as good as none.
    return undefined;
  }
}

interface Message {
  readonly role: ChatRole;
  readonly content: string;
}

function createChatTemplate(template: Template, { bos, eos }: Pick<TemplateSource, 'bos' | 'eos'>): ChatTemplate {
  function tryRender(messages: readonly Message[], { reasons }: RenderOptions, count: number) {
    try {
      const text = template.render({
        messages,
        add_generation_prompt: true,
        enable_thinking: reasons,
        bos_token: bos,
        eos_token: eos,
      });
      const pieces = split(text);
      return holdsAll(pieces, count) ? pieces : undefined;
    } catch {
      return undefined;
    }
  }

  return {
    render(roles, options) {
      const messages = together(roles.map((role, index) => ({ role, content: mark(index) })));
      const pieces =
        tryRender(messages, options, roles.length) ?? tryRender(withoutSystem(messages), options, roles.length);
      if (!pieces) throw new Error('The chat template cannot tell this conversation');
      return pieces;
    },
  };
}

/** Stands for a message while the template is rendered. */
function mark(index: number): string {
  return `sotto${index}message`;
}

function split(text: string): ChatPiece[] {
  const parts = text.split(/sotto(\d+)message/);
  return parts.flatMap((part, at): ChatPiece[] => {
    if (at % 2 === 1) return [{ message: Number(part) }];
    return part === '' ? [] : [{ markup: part }];
  });
}

/** A template that repeats a message, or tells them in another order, would break what the KV cache holds. */
function holdsAll(pieces: readonly ChatPiece[], count: number): boolean {
  const found = pieces.flatMap((piece) => ('message' in piece ? [piece.message] : []));
  return found.length === count && found.every((message, at) => message === at);
}

/** Most templates want the roles to take turns. */
function together(messages: readonly Message[]): Message[] {
  const joined: Message[] = [];
  for (const message of messages) {
    const last = joined.at(-1);
    if (last?.role === message.role) {
      joined[joined.length - 1] = { ...last, content: `${last.content}\n\n${message.content}` };
    } else joined.push(message);
  }
  return joined;
}

/** For templates that know no system message, or leave it out: it stands at the head of the first question. */
function withoutSystem(messages: readonly Message[]): Message[] {
  return together(messages.map(({ role, content }) => ({ role: role === 'system' ? 'user' : role, content })));
}
