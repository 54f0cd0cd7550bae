/** Whether a name of an attribute, or a path that ends in one, is about something that must not be shown. */
export function isSecretName(name: string): boolean {
  return SECRET.test(name)
}

const SECRET = /(?:password|passwd|passphrase|secret|token|api[_-]?key|authorization|credentials?|private[_-]?key)$|(?:^|[.:_-])pin$/i
