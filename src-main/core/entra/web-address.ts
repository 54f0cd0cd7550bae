/** An address taken apart as it is written; the core has no `URL`, and must show people what they typed rather than what it means. */
export interface WebAddress {
  /** Lower case: `https`. */
  readonly scheme: string
  readonly hasCredentials: boolean
  /** Lower case, without a final dot. */
  readonly host: string
  readonly port: string | undefined
  /** As written, with its first slash; empty when there is none. */
  readonly path: string
  readonly segments: readonly string[]
  /** Decoded, in the order of the address. */
  readonly query: readonly (readonly [name: string, value: string])[]
}

/** `undefined` for anything that is no absolute address with a host. Never throws. */
export function parseWebAddress(text: string): WebAddress | undefined {
  if (text.length > LONGEST) return undefined
  const parts = ADDRESS.exec(text.trim())
  if (parts === null) return undefined
  const [, scheme = '', credentials, host = '', port, path = '', query = ''] = parts
  return {
    scheme: scheme.toLowerCase(),
    hasCredentials: credentials !== undefined,
    host: host.toLowerCase().replace(/\.$/, ''),
    port,
    path,
    segments: path
      .split('/')
      .filter((segment) => segment !== '')
      .map(decoded),
    query: query
      .split('&')
      .filter((pair) => pair !== '')
      .map((pair) => {
        const at = pair.indexOf('=')
        return at === -1 ? [decoded(pair), ''] : [decoded(pair.slice(0, at)), decoded(pair.slice(at + 1).replaceAll('+', ' '))]
      })
  }
}

/** An address with a name and a password in it is refused, and what was refused is still reported: there a password has no place. */
export function withoutCredentials(text: string): string {
  return text.replace(/^([a-z][a-z0-9+.-]*:[/\\]*)?[^/\\?#]*@/i, '$1')
}

/** Scheme, name and password, host, port, path, query; what follows `#` never leaves a browser. No white space inside: that is a sentence, not an address. */
const ADDRESS =
  /^([a-z][a-z0-9+.-]*):\/\/(?:([^\s/?#@]*)@)?(\[[0-9a-f:.]+\]|[^\s/?#@:[\]\\]+)(?::(\d{1,5}))?(\/[^\s?#]*)?(?:\?([^\s#]*))?(?:#\S*)?$/i
const LONGEST = 4096

/** Percent signs that stand for no character stay as they are. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch (thrown) {
    if (thrown instanceof URIError) return text
    throw thrown
  }
}
