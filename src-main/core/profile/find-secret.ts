/**
 * The path (`strategies[0].fields.client_secret`) of the first thing in a profile that looks like a secret; `undefined`: none. A key that
 * names one counts with any text, except the requests `"ldap_password": "set"` and `"clientSecret": "set"`; a text that is itself a private key counts anywhere.
 */
export function findSecret(raw: unknown): string | undefined {
  const seen = new Set<object>()
  function search(value: unknown, path: string, key: string): string | undefined {
    if (typeof value === 'string' || typeof value === 'number') return isSecret(key, value) ? path : undefined
    if (typeof value !== 'object' || value === null || seen.has(value)) return undefined
    seen.add(value)
    for (const [name, item] of Object.entries(value)) {
      const isItem = Array.isArray(value)
      const itemPath = isItem ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`
      // A list of passwords is named by the list.
      const found = search(item, itemPath, isItem ? key : name)
      if (found !== undefined) return found
    }
    return undefined
  }
  return search(raw, '', '')
}

function isSecret(key: string, value: string | number): boolean {
  if (typeof value === 'string' && /-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(value)) return true
  if (value === '' || !SECRET_KEY.test(words(key))) return false
  return !((key === 'ldap_password' || key === 'clientSecret') && value === 'set')
}

/** `clientSecret` and `client-secret` as `client_secret`. */
function words(key: string): string {
  return key
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[\s.-]+/g, '_')
    .toLowerCase()
}

const SECRET_KEY =
  /(?:^|_)(?:passwords?|passwd|pwd|passphrase|passcode|secrets?|tokens?|credentials?|authorization|pin|api_?keys?|private_?key|access_?key|secret_?key|ldap_password_change(?:_confirmation)?|password_change(?:_confirmation)?|bearer|key)$/
