import { fail, type Result, succeed } from '../result.ts'

/** Where a site is reached. `origin` has no path and no final slash. */
export interface SiteAddress {
  /** `https://acme.files.com`; for practice and tests also `http://127.0.0.1:PORT`. */
  readonly origin: string
  /** `acme.files.com`, the custom domain, or `127.0.0.1:PORT`: names the site in files, journal and keychain. */
  readonly host: string
}

/**
 * A subdomain (`acme`), a full address (`https://acme.files.com/login`), a host or a custom domain. Plain http only for this computer.
 * The error is a sentence.
 */
export function parseSiteAddress(typed: string): Result<SiteAddress, string> {
  const text = typed.trim()
  if (text === '') return fail('Enter the site, for example acme or acme.files.com.')
  const parsed = ADDRESS.exec(text)
  if (parsed === null) return fail('This is no web address. Enter for example acme, acme.files.com or files.acme.example.')
  const scheme = parsed[1]?.toLowerCase()
  const name = (parsed[2] ?? '').toLowerCase().replace(/\.$/, '')
  const port = parsed[3]
  if (LOOPBACK.has(name)) return loopback(scheme, name, port)
  if (scheme === 'http') return fail('Files.com is reached by https only: an API key must not travel readable.')
  if (!HOST.test(name)) return fail('A site name has letters, digits and hyphens only, for example acme.')
  if (name === 'files.com' || name === 'www.files.com' || name === 'app.files.com')
    return fail('This is the address of Files.com itself. Enter the name of your site, which stands before .files.com.')
  if (port !== undefined && port !== '443') return fail('Files.com is reached on port 443. Leave the port out.')
  const host = name.includes('.') ? name : `${name}.files.com`
  return succeed({ origin: `https://${host}`, host })
}

/** `https://HOST:PORT/anything`; everything but the host is optional, and what follows the host does not matter. */
const ADDRESS = /^(?:(https?):\/\/)?(\[[0-9a-f:]+\]|[^\s/:?#@\\]+)(?::(\d{1,5}))?(?:[/?#].*)?$/i
const HOST = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/
const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]'])

function loopback(scheme: string | undefined, name: string, port: string | undefined): Result<SiteAddress, string> {
  if (port === undefined) return fail('An address on this computer needs its port, for example http://127.0.0.1:8080.')
  if (Number(port) < 1 || Number(port) > 65_535) return fail('A port is a number from 1 to 65535.')
  const host = `${name}:${port}`
  return succeed({ origin: `${scheme ?? 'http'}://${host}`, host })
}
