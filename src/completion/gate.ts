// Decides from plain facts whether a place may have a suggestion at all, before the document's text is even asked for.

import { languageIsOn, type Settings } from '../base/settings.ts';
import type { Exclusion } from '../context/exclude.ts';
import type { CompletionRequest, NoSuggestion } from './outcome.ts';

/** UTF-16 code units of a document beyond which it gets none: the first redaction of it would be felt. */
export const maxDocumentChars = 2_000_000;
/** Lines beyond which a document counts as too large without adding up their lengths. */
export const maxDocumentLines = 200_000;
/** UTF-16 code units of the cursor's line beyond which there is no suggestion: minified code, data. */
export const maxLineChars = 10_000;

export interface Place {
  readonly settings: Settings;
  /** What the user chose for this workspace; undefined: as the settings say. */
  readonly enabledHere: boolean | undefined;
  /** Why the user wants quiet here for now. */
  readonly quiet?: NoSuggestion | undefined;
  readonly languageId: string;
  readonly trigger: CompletionRequest['trigger'];
  readonly focused: boolean;
  readonly cursorCount: number;
  /** `Infinity` when the document has more than `maxDocumentLines` lines. */
  readonly documentChars: number;
  readonly lineChars: number;
}

/** The first reason against a suggestion at this place, or undefined. */
export function refuse(place: Place): NoSuggestion | undefined {
  const { settings, languageId } = place;
  if (!(place.enabledHere ?? settings.enable)) return { reason: 'off' };
  if (place.quiet) return place.quiet;
  if (place.trigger === 'automatic' && !place.focused) return { reason: 'unfocused' };
  if (place.cursorCount > 1) return { reason: 'several-cursors' };
  if (place.documentChars > maxDocumentChars) return { reason: 'too-large' };
  if (place.lineChars > maxLineChars) return { reason: 'long-line' };
  if (!languageIsOn(settings, languageId)) return { reason: 'language-off', languageId };
  return undefined;
}

export interface Inside {
  readonly settings: Settings;
  /** Of the document. */
  readonly languageId: string;
  /** Of the code at the cursor; that of the document where no other begins. */
  readonly innerLanguageId: string;
  readonly trigger: CompletionRequest['trigger'];
}

/** The reason that the language at the cursor gives against a suggestion, in a document whose own language is on. */
export function refuseInside({ settings, languageId, innerLanguageId, trigger }: Inside): NoSuggestion | undefined {
  if (innerLanguageId === 'markdown') return trigger === 'automatic' ? { reason: 'prose' } : undefined;
  if (innerLanguageId === languageId || languageIsOn(settings, innerLanguageId)) return undefined;
  return { reason: 'language-off', languageId: innerLanguageId };
}

/** The reason that an exclusion gives against suggestions in the file itself, or undefined. */
export function refuseExcluded(exclusion: Exclusion): NoSuggestion | undefined {
  switch (exclusion.kind) {
    case 'ok':
      return undefined;
    case 'secret':
      return { reason: 'secret-file', rule: exclusion.rule };
    case 'excluded':
      return exclusion.ownSuggestions ? undefined : { reason: 'excluded-file', by: exclusion.by };
  }
}
