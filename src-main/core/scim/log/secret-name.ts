/** Whether a name of an attribute, or a path that ends in one, is about something that must not be shown. */
export function isSecretName(name: string): boolean {
  return SECRET.test(name)
}

/** Words that say it, and what may follow them: `passwordConfirmation`, `token_value`, but not `tokenExpiresAt`. For regular expressions. */
export const SECRET_WORDS =
  '(?:password|passwd|passphrase|pwd|secret|token|cookie|authorization|credentials?|(?:api|access|private)[_-]?key)(?:[_-]?(?:value|key|hash|text|confirmation|confirm|old|new|current|[0-9]))*'

const SECRET = new RegExp(`${SECRET_WORDS}$|(?:^|[.:_-])pin$`, 'i')
