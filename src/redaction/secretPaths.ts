// The table of files whose content is secret as a whole, by path, by language and by content. Case does not matter.

import { dotenvSecrets, parseDotenv } from './knownValues.ts';

interface PathRule {
  readonly id: string;
  /** Matched against the path in lower case, with forward slashes. */
  readonly pattern: RegExp;
}

/** These show how a secret file is written, and hold none; their text is redacted like any other. */
const readable =
  /\.(?:example|sample|template|dist|tmpl|tpl|schema|defaults?)(?:\.[a-z0-9]+)?$|(?:^|\/)(?:example|sample|template)\.env$|\.(?:example|sample|template)\.env$/;

// What an editor leaves beside a file, or a person when in doubt: `.env~`, `.env.bak`, `.env.swp`, `.env copy`, `.env (1)`.
const leftover = /(?:~|\.(?:bak|backup|old|orig|save|saved|swp|swo|swn|tmp|copy|\d{1,8})| copy(?: \d+)?| \(\d+\))$/;

const pathRules: readonly PathRule[] = [
  {
    id: 'dotenv',
    pattern:
      /(?:^|\/)(?:\.env(?:[._-][^/]*)?|[^/]+\.env|\.envrc(?:\.[^/]*)?|\.flaskenv|\.dev\.vars(?:\.[^/]*)?|env\.(?:local|prod|production))$/,
  },
  {
    id: 'package-registry',
    pattern:
      /(?:^|\/)(?:\.npmrc|\.yarnrc(?:\.yml)?|\.pypirc|\.gem\/credentials|\.cargo\/credentials(?:\.toml)?|\.nuget\/nuget\.config|\.m2\/settings(?:-security)?\.xml|auth\.json|\.bundle\/config|\.cabal\/config)$/,
  },
  {
    id: 'login',
    pattern:
      /(?:^|\/)(?:[._]netrc|\.git-credentials|\.pgpass|pgpass\.conf|\.my\.cnf|\.mylogin\.cnf|\.htpasswd|\.htdigest|\.smbcredentials|\.vault-token|\.vault_pass(?:word)?(?:\.txt)?|\.subversion\/auth\/.+|\.config\/hub|\.config\/gh\/hosts\.yml|\.terraformrc|credentials\.tfrc\.json|\.gitcookies|\.fetchmailrc|\.msmtprc|\.esmtprc|\.muttrc|\.tugboat|(?:etc\/)?(?:g?shadow-?|master\.passwd)|(?:proftpd?|ftpd?)[._-]?passwd|logins\.json|key[34]\.db|signons\.sqlite)$/,
  },
  {
    id: 'container',
    pattern:
      /(?:^|\/)(?:\.dockercfg|\.docker\/config\.json|\.dockerconfigjson|kubeconfig(?:\.[^/]*)?|[^/]+\.kubeconfig|\.kube\/config(?:[._-][^/]*)?)$/,
  },
  {
    id: 'cloud',
    pattern:
      /(?:^|\/)(?:\.aws\/(?:credentials|config|sso\/cache\/.+|cli\/cache\/.+)|aws[_-]?credentials(?:\.[^/]*)?|\.boto|\.s3cfg|\.passwd-s3fs|\.azure\/(?:accesstokens\.json|azureprofile\.json|msal_token_cache\.[^/]+)|(?:gcloud|google-cloud-sdk)\/(?:credentials\.db|access_tokens\.db|legacy_credentials\/.+)|application_default_credentials\.json|[^/]*service[-_]?account[^/]*\.json|client_secrets?[^/]*\.json|\.config\/doctl\/config\.yaml|\.oci\/config|\.bluemix\/config\.json)$/,
  },
  { id: 'terraform', pattern: /(?:^|\/)[^/]*\.(?:tfstate(?:\.[^/]*)?|tfvars(?:\.json)?)$/ },
  {
    id: 'key-file',
    pattern:
      /(?:^|\/)[^/]*\.(?:pem|key|p12|pfx|pkcs12|p8|jks|jceks|bks|keystore|ppk|kdbx?|asc|gpg|pgp|age|agekey|keytab|ovpn|mobileprovision)$/,
  },
  {
    id: 'ssh-key',
    pattern:
      /(?:^|\/)(?:id_(?:rsa|dsa|ecdsa|ecdsa_sk|ed25519|ed25519_sk|xmss)(?:[._-](?!pub$)[^/]*)?|ssh_host_[a-z0-9]+_key|\.ssh\/(?!config$|known_hosts|authorized_keys|[^/]*\.pub$).+)$/,
  },
  {
    id: 'secrets-file',
    pattern:
      /(?:^|\/)(?:\.?secrets?(?:[._-][a-z0-9-]+)?\.(?:ya?ml|json|toml|ini|properties|env|txt|enc)|\.secrets?|\.credentials|credentials(?:\.[a-z0-9-]+)?\.(?:ya?ml|json|toml|ini|properties|txt|csv|xml)|credentials(?:\.[a-z0-9-]+)?\.yml\.enc|config\/credentials\/[^/]+\.(?:yml\.enc|key)|master\.key|passwords?\.(?:txt|csv|ya?ml|json)|vault\.ya?ml)$/,
  },
  {
    id: 'app-settings',
    pattern:
      /(?:^|\/)(?:appsettings\.[^/]+\.json|local\.settings\.json|usersecrets\/.+|wp-config\.php|settings_local\.py|local_settings\.py|localsettings\.php|\.chalice\/config\.json|sftp\.json|sftp-config\.json|\.ftpconfig|\.remote-sync\.json|deployment-config\.json|dbeaver-data-sources\.xml|credentials-config\.json|robo(?:mongo|3t)\.json|ventrilo_srv\.ini|filezilla\.xml|sitemanager\.xml|recentservers\.xml|\.idea\/(?:datasources\.local\.xml|webservers\.xml)|database\.ya?ml\.local)$/,
  },
  {
    id: 'history',
    pattern:
      /(?:^|\/)(?:\.?[a-z0-9]+_history|[._]?(?:psql|mysql|sqlite|rediscli|node_repl|python|irb|pry|bash|zsh|sh)_?history(?:\.txt)?|\.zhistory|consolehost_history\.txt|fish_history|\.histfile)$/,
  },
  { id: 'network-record', pattern: /(?:^|\/)[^/]+\.har$/ },
  {
    id: 'chat-history',
    pattern:
      /(?:^|\/)(?:\.aider\.(?:chat|input|llm)\.history(?:\.md)?|\.specstory\/.+|\.continue\/sessions\/.+|\.claude\/(?:projects|todos|history)[^/]*(?:\/.+)?|\.cursor\/chats?\/.+|chatsessions\/.+\.json|\.codex\/(?:sessions\/.+|history\.jsonl)|\.gemini\/tmp\/.+|\.cline\/.+)$/,
  },
];

const secretLanguages = new Map([
  ['dotenv', 'dotenv'],
  ['env', 'dotenv'],
  ['dotenv-vault', 'dotenv'],
  ['properties', 'properties'],
  ['java-properties', 'properties'],
  ['ssh-private-key', 'ssh-key'],
]);

/** Files that editors open as `properties` though they configure tools and hold no secret by nature. */
const harmlessProperties =
  /(?:^|\/)(?:\.editorconfig|\.gitconfig|\.gitmodules|\.gitattributes|\.prettierrc|\.?[a-z0-9_-]*ignore|gradle-wrapper\.properties|log4j2?\.properties|setup\.cfg|tox\.ini|mypy\.ini|pytest\.ini|[a-z_-]*\.desktop|[^/]+\.(?:cfg|conf|ini|service|repo|directory|cnf))$|(?:^|\/)(?:messages|strings|labels|i18n)[^/]*\.properties$/;

function normal(path: string): string {
  const slashed = /^[A-Za-z]:[\\/]|^\\\\/.test(path) ? path.replaceAll('\\', '/') : path;
  // Windows opens `.env.`, `.env ` and `.env::$DATA` as `.env`.
  return slashed
    .toLowerCase()
    .replace(/::?\$data$/, '')
    .replace(/[. ]+$/, '');
}

/** True for `.env.example` and its kin: their purpose is to be read. */
export function isReadableExample(path: string): boolean {
  return readable.test(normal(path));
}

/** Id of the rule that makes the file at this path secret, or undefined. Give the real path too. */
export function secretPathRule(path: string): string | undefined {
  const whole = normal(path);
  if (readable.test(whole)) return undefined;
  const bare = whole
    .replace(/\/\.([^/]+)\.sw[a-p]$/, '/$1')
    .replace(/^\.([^/]+)\.sw[a-p]$/, '$1')
    .replace(leftover, '');
  const candidates =
    bare === whole || bare === '' || bare.endsWith('/')
      ? [whole]
      : [whole, bare, `${bare.slice(0, bare.lastIndexOf('/') + 1)}.${bare.slice(bare.lastIndexOf('/') + 1)}`];
  return pathRules.find(({ pattern }) => candidates.some((candidate) => pattern.test(candidate)))?.id;
}

/** Id of the rule that makes a document of this language secret, or undefined. */
export function secretLanguageRule(languageId: string, path: string): string | undefined {
  const rule = secretLanguages.get(languageId.toLowerCase());
  if (rule === undefined || readable.test(normal(path))) return undefined;
  return rule === 'properties' && harmlessProperties.test(normal(path)) ? undefined : rule;
}

const maxSecretFileLength = 256 * 1024;
const dotenvLine = /^[ \t]*(?:(?:export[ \t]+)?[A-Z][A-Z0-9_]*=.*|#.*)?$/;

/** Every line is a comment, empty, or `NAME=value`, and at least one value is worth hiding. */
function isDotenv(text: string): boolean {
  let open = '';
  let at = 0;
  while (at < text.length) {
    const lineBreak = text.indexOf('\n', at);
    const end = lineBreak === -1 ? text.length : lineBreak;
    const line = text.slice(at, end).replace(/\r$/, '');
    at = end + 1;
    if (open !== '') {
      if (line.includes(open)) open = '';
      continue;
    }
    if (!dotenvLine.test(line)) return false;
    const quote = /=[ \t]*(["'])/.exec(line)?.[1];
    if (quote !== undefined && line.indexOf(quote) === line.lastIndexOf(quote)) open = quote;
  }
  return parseDotenv(text).length > 0 && dotenvSecrets(text).length > 0;
}

/**
 * Id of the rule that makes this content a secret file under whatever name: a copied dotenv file, a service account's
 * JSON, a private key, an encrypted vault. Source code is recognised as none of them by its first lines.
 */
export function secretContentRule(text: string): string | undefined {
  if (text.length === 0 || text.length > maxSecretFileLength) return undefined;
  const head = text
    .slice(0, 512)
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (head.startsWith('$ANSIBLE_VAULT;')) return 'ansible-vault';
  if (
    /^-----BEGIN (?:[A-Z0-9]{1,12} ){0,4}PRIVATE KEY|^PuTTY-User-Key-File-|^---- BEGIN SSH2 ENCRYPTED PRIVATE KEY|^AGE-SECRET-KEY-1|^-----BEGIN AGE ENCRYPTED FILE/.test(
      head,
    )
  )
    return 'private-key';
  if (head.startsWith('{')) {
    return /"type"\s*:\s*"(?:service_account|authorized_user|external_account)"/.test(text) &&
      /"(?:private_key|refresh_token)"\s*:/.test(text)
      ? 'service-account'
      : undefined;
  }
  return isDotenv(text) ? 'dotenv-content' : undefined;
}

/** True when the content alone makes a secret file. */
export function looksLikeSecretFile(text: string): boolean {
  return secretContentRule(text) !== undefined;
}

/** Base names under which a workspace's dotenv-like files are looked for. */
export const dotenvNames: readonly string[] = [
  '.env',
  '.env.local',
  '.env.development',
  '.env.development.local',
  '.env.dev',
  '.env.test',
  '.env.test.local',
  '.env.staging',
  '.env.production',
  '.env.production.local',
  '.env.prod',
  '.env.secret',
  '.env.secrets',
  '.envrc',
  '.flaskenv',
  '.dev.vars',
  'local.env',
  'dev.env',
  'prod.env',
  'production.env',
  'secrets.env',
];
