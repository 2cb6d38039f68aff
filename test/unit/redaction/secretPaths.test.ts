// Which files are secret as a whole, by path, language and content, and which ordinary ones must stay open.

import assert from 'node:assert/strict';
import {
  looksLikeSecretFile,
  secretContentRule,
  secretLanguageRule,
  secretPathRule,
} from '../../../src/redaction/secretPaths.ts';
import { armoredKey, noise } from '../../support/secrets.ts';

const secretPaths = `
.env .ENV .env.local .Env.Production prod.env .env.bak .envrc .env~ .env.swp .env.old .env.1 .env.save env.local
.npmrc .yarnrc.yml .pypirc .netrc _netrc .git-credentials .pgpass .my.cnf .htpasswd .dockercfg .docker/config.json
kubeconfig .kube/config .aws/credentials .aws/config .boto .s3cfg application_default_credentials.json
prod-service-account.json terraform.tfstate terraform.tfstate.backup prod.tfvars prod.auto.tfvars.json server.pem
server.KEY a.p12 a.pfx a.jks a.keystore a.ppk a.kdbx a.asc a.gpg a.age id_rsa ID_ED25519 id_ecdsa id_rsa.bak .ssh/work
secrets.yml secrets.yaml secrets.json credentials.yml.enc config/credentials/production.yml.enc config/master.key
vault.yml appsettings.Production.json local.settings.json UserSecrets/4711/secrets.json wp-config.php settings_local.py
.vault-token .cargo/credentials .cargo/credentials.toml .gem/credentials auth.json sftp.json .bash_history
.zsh_history .psql_history a.har office.ovpn .aider.chat.history.md .id_rsa.swp .env.swo secrets.yml.orig`
  .trim()
  .split(/\s+/);

const ordinaryPaths = `
.env.example .env.sample .env.template .env.local.example example.env config.json settings.json appsettings.json a.crt
env/index.ts keys/index.ts src/env.ts environment.ts dotenv.ts env.d.ts keyboard.ts key.ts token.ts secrets.ts
secret-manager.ts credentials.ts password.ts id_rsa.pub .ssh/config .ssh/known_hosts authorized_keys history.ts
order-history.tsx package.json tsconfig.json docker/config.json aws/config.ts kube/index.ts README.md vault/README.md
auth.ts auth/index.json keystore.ts pem.ts .gitignore Dockerfile .vscode/settings.json public.cer main.tf
id_generator.rb har.ts ssh/index.ts`
  .trim()
  .split(/\s+/);

describe('redaction/secretPaths', () => {
  for (const path of secretPaths) {
    it(`blocks ${path}`, () => {
      for (const whole of [path, `/home/me/project/${path}`, `C:\\work\\project\\${path.replaceAll('/', '\\')}`]) {
        assert.notEqual(secretPathRule(whole), undefined, whole);
      }
      assert.notEqual(secretPathRule(`/p/${path.toUpperCase()}`), undefined);
    });
  }

  for (const path of ordinaryPaths) {
    it(`leaves ${path} open`, () => assert.equal(secretPathRule(`/home/me/project/${path}`), undefined));
  }

  it('blocks the spellings under which Windows opens a dotenv file', () => {
    for (const path of ['C:\\p\\.env.', 'C:\\p\\.env ', 'C:\\p\\.env::$DATA'])
      assert.equal(secretPathRule(path), 'dotenv');
  });

  it('blocks by language, but not what merely looks like properties', () => {
    assert.equal(secretLanguageRule('dotenv', 'Untitled-1'), 'dotenv');
    assert.equal(secretLanguageRule('properties', '/p/application.properties'), 'properties');
    assert.equal(secretLanguageRule('properties', '/p/.editorconfig'), undefined);
    assert.equal(secretLanguageRule('dotenv', '/p/.env.example'), undefined);
    assert.equal(secretLanguageRule('typescript', '/p/a.ts'), undefined);
  });

  it('recognises copies under another name by their content', () => {
    const dotenv = `# settings\r\nPORT=3000\r\nexport DB_PASSWORD="hX7!${noise(8)}"\r\n\r\nKEY="a\r\nb"\r\n`;
    assert.equal(secretContentRule(dotenv), 'dotenv-content');
    const account = JSON.stringify({ type: 'service_account', ['private' + '_key']: armoredKey('') });
    assert.equal(secretContentRule(account), 'service-account');
    assert.equal(secretContentRule(armoredKey('OPENSSH ')), 'private-key');
    assert.equal(secretContentRule('$ANSIBLE_VAULT;1.1;AES256\n6162\n'), 'ansible-vault');
    assert.equal(looksLikeSecretFile(dotenv), true);
  });

  it('takes no source, configuration or text for one', () => {
    for (const text of [
      '',
      'const a = 1;\n',
      '{"type": "module"}',
      'PORT=3000\nNODE_ENV=development\n',
      'A=1\nB=2\nall:\n\techo',
      '# Title\n\ntext',
      'FOO = bar\n[section]\n',
    ]) {
      assert.equal(looksLikeSecretFile(text), false, text);
    }
  });
});
