// How lines open, go on with and close blocks, in languages with braces, with words and with indentation alone.

const braceOpens = /(?:[{([]|=>)\s*$/;
const labelOpens = /^\s*(?:case\b.*|default\s*):\s*$/;
const colonBody =
  /^\s*(?:async\s+)?(?:def|class|if|elif|else|for|while|try|except|finally|with|match|case|proc|func)\b.*[:=]\s*$/;
const endBody =
  /\b(?:do|then|else|begin|ensure|rescue)\s*(?:\|[^|]*\|)?\s*$|^\s*(?:def|class|module|if|unless|while|until|case|for|when|elsif|rescue)\b(?!.*\bend\b)/;
const wordLanguages: Readonly<Record<string, RegExp>> = {
  python: colonBody,
  nim: colonBody,
  ruby: endBody,
  crystal: endBody,
  lua: /\b(?:then|do|else|repeat)\s*$|\bfunction\b[^()]*\([^()]*\)\s*$/,
  shellscript: /\b(?:then|do|else|in)\s*$/,
  elixir: /(?:\bdo|->|\belse)\s*$/,
  julia: /^\s*(?:function|if|elseif|else|for|while|begin|let|struct|module|try|catch|finally|do)\b(?!.*\bend\b)/,
  haskell: /(?:\b(?:where|do|of|then|else|let)|=|->)\s*$/,
  yaml: /:\s*$/,
  makefile: /^[^\s#=][^=]*:(?!=)[^=]*$/,
  sql: /\b(?:begin|then|as|loop)\s*$/i,
  pascal: /\b(?:begin|then|do|of|repeat|else)\s*$/i,
};
const slashComment = /\s*\/\/.*$/;
const hashComment = /\s+#.*$/;
const hashLanguages = new Set([
  'python',
  'ruby',
  'shellscript',
  'yaml',
  'elixir',
  'julia',
  'nim',
  'crystal',
  'makefile',
  'r',
]);

/** The line without the comment at its end. */
export function withoutComment(line: string, languageId: string): string {
  return line.replace(hashLanguages.has(languageId) ? hashComment : slashComment, '');
}

/** Whether what follows the line, on lines of their own, is the body of what it begins. */
export function opensBody(line: string, languageId: string): boolean {
  const code = withoutComment(line, languageId);
  if (braceOpens.test(code)) return true;
  return (wordLanguages[languageId] ?? labelOpens).test(code);
}

const closes =
  /^\s*(?:[)\]}]|<\/|(?:end|fi|done|esac|endif|endfor|endwhile|endforeach|endfunction|endmodule|endcase|wend|next|until)\b(?!\s*[=(.:]))/i;

/** A line that ends a block: a closing bracket, a closing tag or a word such as `end`. */
export function closesBody(line: string): boolean {
  return closes.test(line);
}

const continues =
  /^\s*[)\]}]*\s*(?:else|elif|elsif|elseif|except|finally|catch|rescue|ensure|when|case|default|then)\b(?!\s*[=(.]\s*=?[^(]*;)/;

/** A line that goes on with the construct whose body stands above: `} else {`, `elif`, `except`, `case`. */
export function continuesBody(line: string): boolean {
  return continues.test(line);
}

const leaves = /^\s*(?:return|raise|throw|break|continue|pass|goto|exit|yield break)\b/;

/** A line behind which the same block has nothing more to say. */
export function endsFlow(line: string): boolean {
  return leaves.test(line) || closesBody(line);
}

/** A short head such as `expect(`. */
const loneHead = /^\s*[\w.@$]{1,14}\s*[([{]\s*$/;
const loneCloser =
  /^\s*(?:[\W_]*|(?:end|fi|done|esac|else|begin|do|then|try|pass|break|continue|return|next)[\s;:{}]*)$/;

/** Brackets alone, a short head, or a word that stands in any block: that it repeats means nothing. */
export function isCommonplace(line: string): boolean {
  return loneCloser.test(line) || loneHead.test(line);
}

const headers =
  /^\s*(?:\}\s*)?(?:(?:export|default|public|private|protected|internal|static|async|abstract|final|override|virtual|inline|pub(?:\([a-z]+\))?|unsafe|const|extern)\s+)*(?:if|else if|elif|elsif|for|foreach|while|switch|match|catch|except|with|using|lock|synchronized|function\*?|def|fn|func|fun|sub|class)\b/;

/** A line such as `if (a)` or `def f(x)`: what it heads has yet to come, although it ends with a bracket. */
export function isHeader(line: string): boolean {
  return headers.test(line) && !/[};]\s*$/.test(line);
}
