// Interface sketch (being implemented).
import type { Binding, Range } from '../base/range.ts';

declare const brand: unique symbol;
export interface SafeText {
  readonly [brand]: true;
  readonly text: string;
  readonly hiddenCount: number;
}
export interface Source {
  readonly text: string;
  /** Names a document, so that only what changed since its last redaction is scanned; omitted: scan all. */
  readonly key?: string;
  readonly bindings?: readonly Binding[];
}
export interface Hidden {
  readonly rule: string;
  readonly range: Range;
}
export interface Redaction {
  readonly safe: SafeText;
  readonly hidden: readonly Hidden[];
  /** Offset in the source → offset in `safe.text`; undefined inside a hidden range. */
  toSafe(offset: number): number | undefined;
  toSource(offset: number): number | undefined;
}
export interface Redactor {
  redact(source: Source): Redaction;
  holdsPlaceholder(text: string): boolean;
  holdsSecret(text: string): boolean;
  setKnownValues(values: readonly string[]): void;
  forget(key: string): void;
}
export declare function createRedactor(): Redactor;
export declare function isSafeText(value: unknown): value is SafeText;
export declare function slice(source: SafeText, start: number, end?: number): SafeText;
export declare function join(parts: readonly SafeText[], separator?: SafeText): SafeText;
export declare function safe(strings: TemplateStringsArray, ...values: SafeText[]): SafeText;
