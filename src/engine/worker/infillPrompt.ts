// One request as the token list that the model gets, with what the budget left out.

import type { Token } from 'node-llama-cpp';
import type { WireInfill } from '../protocol.ts';
import { type Anchor, type Placement, placeAnchor } from './anchor.ts';
import type { Budget } from './budget.ts';
import { commentLine } from './commentLine.ts';
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
  const heads = { encode: tokenizer.encode, hasMarker: markers.file !== undefined };
  const head = headOf(request.path, heads);
  const context = fitContext(request.context, budget.context - (heads.hasMarker ? 1 + head.length : 0), heads);
  const tokens = layOut({
    bos: model.tokens.shouldPrependBosToken ? (model.tokens.bos ?? undefined) : undefined,
    markers,
    context,
    head,
    prefix: placement.anchor.prefixBlocks.flatMap(tokenizer.encode),
    suffix,
    middle: middle.slice(0, middle.length - healing.tokens),
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
  const lines = (text: string) => (text.endsWith('\n') ? text : `${text}\n`);
  const context = request.context.map((snippet) => ({ ...snippet, text: lines(plain(snippet.text)) }));
  return { ...request, context, before: plain(request.before), after: plain(request.after) };
}

interface Heads {
  readonly encode: (text: string) => readonly Token[];
  readonly hasMarker: boolean;
}

/** The line that names a file: bare behind a marker, a comment where the model knows no marker for it. */
function headOf(path: string, { encode, hasMarker }: Heads): readonly Token[] {
  return encode(hasMarker ? `${path}\n` : commentLine(path));
}

/** Whole snippets in their order while they fit; one that does not is passed over for a shorter one behind it. */
function fitContext(snippets: WireInfill['context'], budgetTokens: number, heads: Heads) {
  const fitting: { id: string; head: readonly Token[]; text: readonly Token[] }[] = [];
  let left = budgetTokens;
  for (const snippet of snippets) {
    const head = headOf(snippet.path, heads);
    const text = heads.encode(snippet.text);
    const tokens = head.length + text.length + (heads.hasMarker ? 1 : 0);
    if (tokens > left) continue;
    left -= tokens;
    fitting.push({ id: snippet.id, head, text });
  }
  return fitting;
}
