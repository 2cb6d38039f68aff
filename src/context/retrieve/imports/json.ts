// Reads settings in JSON that may hold comments and trailing commas, as compilers allow.

/** Undefined where it is no JSON. */
export function parseJson(text: string): unknown {
  const plain = text.replace(
    /("(?:[^"\\\n]|\\.)*")|\/\/[^\n]*|\/\*[\s\S]*?\*\/|,(?=\s*[}\]])/g,
    (_, quoted?: string) => quoted ?? '',
  );
  try {
    return JSON.parse(plain);
  } catch {
    return undefined;
  }
}
