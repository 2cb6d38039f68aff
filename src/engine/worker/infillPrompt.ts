// One request as the token list that the model gets, with what the budget left out.

import type { Token } from 'node-llama-cpp';
import type { WireInfill } from '../protocol.ts';
import { type Anchor, type Placement, placeAnchor } from './anchor.ts';
import type { Budget } from './budget.ts';
import type { FimMarkers } from './fim.ts';
import { healTail, mostHealedTokens } from './healing.ts';
import { layOut } from './infillLayout.ts';
import type { LoadedModel } from './loader.ts';

export interface InfillPrompt {
  readonly tokens: readonly Token[];
  readonly healed: string;
  readonly placement: Placement;
  readonly contextIds: readonly string[];
  readonly suffixCutChars: number;
}

/** Places the anchor, fits each part into its budget and lays the tokens out; ends before the healed tail. */
export function makeInfillPrompt(
  { tokenizer, model }: Pick<LoadedModel, 'tokenizer' | 'model'>,
  markers: FimMarkers,
  budget: Budget,
  asked: { readonly request: WireInfill; readonly anchor: Anchor | undefined },
): InfillPrompt {
  const { anchor } = asked;
  const request = withLineFeeds(asked.request);
  const placement = placeAnchor(anchor, request, {
    budget,
    count: (text) => tokenizer.encode(text).length,
    idle: request.maxTokens === 0,
  });
  const allSuffix = tokenizer.encode(placement.anchor.suffix);
  const suffix = allSuffix.slice(0, budget.suffix);
  const middle = tokenizer.encode(placement.middle).slice(-budget.middle);
  const healing = healTail(middle.slice(-mostHealedTokens).map(tokenizer.textOf));
  const context = fitContext(tokenizer.encode, request, budget.context);
  const tokens = layOut({
    bos: model.tokens.shouldPrependBosToken ? (model.tokens.bos ?? undefined) : undefined,
    markers,
    context,
    path: tokenizer.encode(request.path),
    prefix: placement.anchor.prefixBlocks.flatMap(tokenizer.encode),
    suffix,
    middle: middle.slice(0, middle.length - healing.tokens),
    lineBreak: tokenizer.encode('\n'),
  }) as Token[];
  return {
    tokens,
    healed: healing.text,
    placement,
    contextIds: context.map(({ id }) => id),
    suffixCutChars: suffix.length < allSuffix.length ? tokenizer.decode(allSuffix.slice(budget.suffix), []).length : 0,
  };
}

/** Models learned from files whose lines end with a line feed; a carriage return costs a token a line beside. */
function withLineFeeds(request: WireInfill): WireInfill {
  const plain = (text: string) => text.replaceAll('\r\n', '\n');
  const context = request.context.map((snippet) => ({ ...snippet, text: plain(snippet.text) }));
  return { ...request, context, before: plain(request.before), after: plain(request.after) };
}

/** Whole snippets, best first, while they fit; one that does not is passed over for a shorter one behind it. */
function fitContext(encode: (text: string) => readonly Token[], request: WireInfill, budgetTokens: number) {
  const fitting: { id: string; path: readonly Token[]; text: readonly Token[] }[] = [];
  let left = budgetTokens;
  for (const snippet of request.context) {
    const path = encode(snippet.path);
    const text = encode(snippet.text);
    if (path.length + text.length + 2 > left) continue;
    left -= path.length + text.length + 2;
    fitting.push({ id: snippet.id, path, text });
  }
  return fitting;
}
