// Says in words what is hidden and why; its sentences hold rules and counts, never a value.

import { mayBeAllowed } from './allowed.ts';

/** What a rule takes a value for; the rules of vendors' tokens are named after what they find. */
const words: Readonly<Record<string, string>> = {
  'private-key': 'a private key',
  'secret-assignment': 'named like a secret',
  'secret-binding': 'named like a secret',
  'known-value': 'also in a secret file of this workspace',
  'url-user-info': 'address with a login',
  authorization: 'login in an Authorization header',
  'authorization-parameter': 'login in an Authorization header',
  'user-option': 'login in a command line',
  'command-password': 'password in a command line',
  'sql-password': 'password in an SQL statement',
  'login-call': 'argument of a login',
  'kubernetes-secret': 'value of a Kubernetes Secret',
  'wallet-key': 'key of a wallet',
  jwt: 'JSON web token',
  placeholder: 'reads like one of Sotto’s own placeholders',
};

export function ruleWords(rule: string): string {
  return words[rule] ?? rule.replaceAll('-', ' ');
}

export function countSentence(count: number): string {
  if (count === 0) return 'Nothing in this file is hidden from the model.';
  return count === 1
    ? 'One value in this file is hidden from the model.'
    : `${count} values in this file are hidden from the model.`;
}

/** Why the user's word cannot open a value; undefined: it can. */
export function whyAlwaysHidden(value: string, rule: string): string | undefined {
  if (mayBeAllowed(value, rule)) return undefined;
  return rule === 'placeholder'
    ? 'Text of this form is always hidden, so that it is never taken for a hidden value.'
    : 'A private key is always hidden.';
}
