// Texts of files as the index knows them, the most recent ones in memory: retrieval looks at a few files again and again.

export interface TextCache {
  /** The text that belongs to this version, read where it is not held; undefined where `read` has none. */
  get(path: string, version: number, read: () => string | undefined): string | undefined;
  forget(path: string): void;
}

/** `mostChars`: UTF-16 code units of all texts together. */
export function createTextCache(mostChars: number): TextCache {
  const texts = new Map<string, { readonly version: number; readonly text: string }>();
  let chars = 0;

  function forget(path: string): void {
    chars -= texts.get(path)?.text.length ?? 0;
    texts.delete(path);
  }

  return {
    forget,
    get(path, version, read) {
      const held = texts.get(path);
      const text = held?.version === version ? held.text : read();
      forget(path);
      if (text === undefined) return undefined;
      texts.set(path, { version, text });
      chars += text.length;
      for (const oldest of texts.keys()) {
        if (chars <= mostChars || oldest === path) break;
        forget(oldest);
      }
      return text;
    },
  };
}
