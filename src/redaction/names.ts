// Tells from a name alone whether what is bound to it means a secret; the words are data, the tests hold examples.

/** `strong`: an ordinary literal bound to it is a secret. `weak`: only a literal that looks random is. */
export type NameStrength = 'strong' | 'weak';

/** What a region is searched for before any name is looked at; every word below holds one of these. */
export const nameHints =
  /pass|pwd|pw_|_pw|secret|token|key|auth|cred|nonce|signature|verifier|cookie|session|bearer|licen[cs]e|salt|dsn|pin_|jwt|sas/gi;

const strong =
  /(?:^| )(?:password|passwords|passwd|passphrase|passcode|passwort|pass|pwd|pw|pswd|secret|secrets|token|tokens|credential|credentials|creds|cred|apikey|apitoken|authkey|authtoken|accesstoken|accesskey|secretkey|privatekey|jwt|bearer|dbpass|dbpassword|userpass|mypassword|(?:api|access|secret|private|auth|encryption|signing|shared|master|account|service|license|licence|admin|deploy|consumer|client|app|subscription|storage|session|cipher|crypt|crypto|aes|hmac|jwt|webhook|ssh|rsa|stripe|aws) key)(?: |$)/;
const fused = /(?:password|passwd|passphrase|apikey|accesstoken|authtoken|secretkey|clientsecret|privatekey)(?:$| )/;
const weak =
  /(?:^| )(?:key|keys|auth|authorization|nonce|signature|sig|verifier|cookie|session|salt|dsn|pin|license|licence|sas|code|oauth)(?: |$)/;

// A name that ends so speaks about a secret: where it is, what it is called, how it is shown, how long it lives.
const aboutOne = new RegExp(
  ' (?:data|name|names|type|types|kind|field|fields|label|labels|title|text|hint|placeholder|message|messages|msg|error|errors|path|paths|file|files|filename|dir|directory|folder|url|uri|urls|endpoint|host|port|' +
    'header|headers|prefix|suffix|length|len|size|count|counts|limit|max|min|index|idx|position|offset|regex|regexp|pattern|format|policy|rule|rules|expiry|expires|expiration|expired|ttl|timeout|lifetime|age|date|time|timestamp|' +
    'input|inputs|selector|class|button|form|page|view|screen|route|id|ids|ref|status|state|valid|validator|required|enabled|visible|strength|algorithm|algo|alg|method|mode|provider|manager|store|service|factory|helper|handler|callback|' +
    'usage|budget|window|stream|description|help|usages|scope|scopes|audience|issuer|version|event|action|env|var|variable|parameter|param|property|column|table|schema|lifetime|source|location|attribute|attr|level|icon|color|prompt|map|list|set|array|object|binding|bindings|down|up|press|board|word|words|frame|frames)$',
);

const known = new Map<string, NameStrength | undefined>();
const maxKnown = 5000;

/** `dbPassword`, `DB_PASSWORD`, `db-password`, `db.password` → `db password`. */
function words(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .trim()
    .toLowerCase()
    .replace(/ ?\d+$/, '');
}

function judge(name: string): NameStrength | undefined {
  const spoken = words(name);
  if (
    aboutOne.test(` ${spoken}`) ||
    /^(?:is|has|should|can|no|use|with|require|show|hide|on|get|public|tokenize) /.test(spoken)
  )
    return undefined;
  if (/(?:^| )public key/.test(spoken)) return undefined;
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
