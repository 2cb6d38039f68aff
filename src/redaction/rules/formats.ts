// The rows of formats that belong to no vendor: signed tokens and hashed passwords.

import { anywhere, dashed, type Rule } from './rule.ts';

export const formatRules: readonly Rule[] = [
  dashed('jwt', '.ey', 'ey[0-9A-Za-z_-]{8,2000}\\.ey[0-9A-Za-z/_-]{8,8000}\\.(?:[0-9A-Za-z/_-]{10,2000})?'),
  anywhere(
    'encrypted-token',
    'eyJ',
    '(?<![0-9A-Za-z_-])eyJ[0-9A-Za-z_-]{8,2000}\\.(?:[0-9A-Za-z_-]{0,2000}\\.){2}[0-9A-Za-z_-]{8,8000}\\.[0-9A-Za-z_-]{8,100}',
  ),
  anywhere(
    'password-hash',
    '$2a$ $2b$ $2x$ $2y$ $1$ $5$ $6$ $y$ $apr1$ $argon2 $P$ $H$ $7$ $pbkdf2 pbkdf2_sha {SHA} {SSHA {CRYPT} {PBKDF2',
    '\\$2[abxy]\\$\\d\\d\\$[./0-9A-Za-z]{53}|\\$(?:1|5|6|y|7|apr1)\\$(?:rounds=\\d{1,9}\\$|j[./0-9A-Za-z]{1,6}\\$)?[./0-9A-Za-z]{1,32}\\$[./0-9A-Za-z]{16,100}|\\$argon2(?:id|i|d)\\$v=\\d{1,3}\\$m=\\d{1,9},t=\\d{1,4},p=\\d{1,3}\\$[+/0-9A-Za-z]{8,90}\\$[+/0-9A-Za-z]{16,180}|\\$[PH]\\$[./0-9A-Za-z]{31}|(?:\\$pbkdf2-sha\\d{1,3}|pbkdf2_sha\\d{1,3})\\$\\d{1,8}\\$[./+=0-9A-Za-z]{4,60}\\$[./+=0-9A-Za-z]{20,120}|\\{(?:SHA|SSHA|SSHA256|SSHA512|CRYPT|PBKDF2)\\}[$./+=0-9A-Za-z]{20,140}',
  ),
  anywhere('mysql-password-hash', '\'* "*', '["\'](\\*[0-9A-F]{40})["\']'),
];
