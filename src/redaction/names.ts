// Tells from a name alone whether what is bound to it means a secret; the words are data, the tests hold examples.

/** `strong`: an ordinary literal bound to it is a secret. `weak`: only a literal that looks random is. */
export type NameStrength = 'strong' | 'weak';

/** What a line must hold for its names to be looked at, in any case; every word below holds one of these. */
export const nameHints: readonly string[] =
  `pass pwd pswd pw_ _pw pw: pw= pw" pw' secret token key auth cred nonce signature verifier cookie session bearer license licence salt dsn pin_ jwt sas_ seed mnemonic psk connectionstring`
    .split(' ')
    .concat('pw ');

const strong =
  /(?:^| )(?:password|passwords|passwd|passphrase|passcode|passwort|pass|pwd|pw|pswd|passkey|psk$|secret|secrets|token|tokens|credential|credentials|creds|cred|apikey|apikeys|apitoken|authkey|authtoken|accesstoken|accesskey|secretkey|privatekey|jwt|bearer|dbpass|dbpassword|userpass|mypassword|mnemonic|seed phrase|recovery phrase|(?:api|access|secret|private|auth|encryption|signing|shared|master|account|service|license|licence|admin|deploy|consumer|client|app|subscription|storage|session|cipher|crypt|crypto|aes|hmac|jwt|webhook|ssh|rsa|stripe|aws|decryption|validation|activation|product) key)(?: |$)/;
const fused =
  /(?:password|passwd|passphrase|apikey|accesskey|secretkey|privatekey|[a-z]{2}token|[a-z]{2}secret|(?<![a-z])(?!(?:com|by|tres|encom|over|sur|under)pass)[a-z]{2,20}(?:pass|pwd))(?:$| )/;
const weak =
  /(?:^| )(?:key|keys|auth|authorization|nonce|cnonce|signature|sig|verifier|cookie|session|salt|seed|dsn|pin|license|licence|sas|code|oauth|connectionstring|connection string)(?: |$)/;

// A name that ends so speaks about a secret: where it is, what it is called, how it is shown, how long it lives.
const aboutOne = new RegExp(
  ' (?:data|name|names|type|types|kind|field|fields|label|labels|title|text|hint|placeholder|message|messages|msg|error|errors|path|paths|file|files|filename|dir|directory|folder|url|uri|urls|endpoint|host|port|' +
    'header|headers|prefix|suffix|length|len|size|count|counts|limit|max|min|index|idx|position|offset|regex|regexp|pattern|format|policy|rule|rules|expiry|expires|expiration|expired|expires at|ttl|timeout|lifetime|age|date|time|timestamp|' +
    'input|inputs|selector|class|button|form|page|view|screen|route|id|ids|ref|status|state|valid|validator|required|enabled|visible|strength|algorithm|algo|alg|method|mode|provider|manager|store|service|factory|helper|handler|callback|' +
    'usage|budget|window|stream|description|help|usages|scope|scopes|audience|issuer|version|event|action|env|var|variable|parameter|param|property|column|table|schema|source|location|attribute|attr|level|icon|color|prompt|map|list|set|array|object|binding|bindings|down|up|press|board|word|words|frame|frames|' +
    'address|contract|symbol|decimals|balance|checksum|fingerprint|thumbprint|integrity|template|example|test|tests|spec|question|link|domain|group|role|roles|user|username|email|chars|charset|alphabet|str|ring|space|hash hash)$',
);
const notSecret =
  /^(?:is|has|should|can|no|use|require|show|hide|on|get|public|tokenize|invalid|wrong|missing|incorrect|forgot|expected|max|min|num|n) |(?:^| )(?:public|primary|foreign|partition|sort|row|cache|translation|message|site|index|query|react|object|map|dict|hash|group|unique|surrogate|shift|arrow|tab|meta|ctrl|alt|pub|search|data|lookup|sub|registry|field|column|config|i18n|locale|issuer|hot|short) keys?(?: |$)|(?:^| )(?:next|page|continuation|pagination|sync|resume|cancel|cancellation|design|lexer|syntax|word|stop|eos|bos|pad|unk|mask|eof|start|end|open|close|delimiter|separator|last|first|current|prev|previous|special|unknown|comment|string|number) tokens?(?: |$)/;

const known = new Map<string, NameStrength | undefined>();
const maxKnown = 5000;

/** `dbPassword`, `DB_PASSWORD`, `db-password`, `db.password` → `db password`. */
export function spokenName(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .trim()
    .toLowerCase()
    .replace(/ ?\d+$/, '');
}

function judge(name: string): NameStrength | undefined {
  const spoken = spokenName(name);
  if (aboutOne.test(` ${spoken}`) || notSecret.test(spoken)) return undefined;
  if (strong.test(spoken) || fused.test(spoken)) return 'strong';
  return weak.test(spoken) ? 'weak' : undefined;
}

/** How much a name says about the secrecy of its value; undefined: nothing. */
export function nameStrength(name: string): NameStrength | undefined {
  if (name.length > 80) return undefined;
  if (known.has(name)) return known.get(name);
  const strength = judge(name);
  if (known.size >= maxKnown) known.clear();
  known.set(name, strength);
  return strength;
}

/** True where even a short mixed value is one: `nonce: '8c7e1a6d'`. */
export function isNonceName(name: string): boolean {
  return /(?:^| )(?:nonce|cnonce|salt|seed)$/.test(spokenName(name));
}

const asking =
  /^(?:fetch|load|read|find|lookup|parse|validate|verify|check|hash|encrypt|decrypt|encode|decode|test|assert|expect|generate|create|make|build|delete|remove|revoke|reset|change|update|forget|store|save|describe|it|throw|raise|log|print|warn|compare|match|resolve|request) /;

/** True when a call of this name takes the secret, and not what the secret is called: `setPassword(…)`, `token(…)`. */
export function takesSecret(name: string): boolean {
  return !asking.test(spokenName(name.slice(name.lastIndexOf('.') + 1)));
}
