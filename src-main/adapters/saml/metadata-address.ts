import { fail, succeed, type Result } from '../../core/result.ts'
import type { FetchLimits, MetadataFetchFailure } from '../../core/saml/saml-ports.ts'

/** An address that may be asked: https, and without a name and password in front of the host. What follows `#` never leaves a computer. */
export function metadataAddress(url: string): Result<URL, MetadataFetchFailure> {
  const typed = url.trim()
  // `URL` takes a backslash for a slash and drops line breaks: whoever judged the host before may have read another one.
  if (!URL.canParse(typed) || /[\\\s]/.test(typed)) return fail({ kind: 'not-https', url: shortened(typed) })
  const address = new URL(typed)
  if (address.username !== '' || address.password !== '') return fail({ kind: 'credentials', host: address.host })
  if (address.protocol !== 'https:' || address.host === '') return fail({ kind: 'not-https', url: placeOf(address) })
  address.hash = ''
  return succeed(address)
}

/** `location` may be relative. The first host may always be asked again; its port counts as part of it. */
export function redirectTarget(
  location: string,
  from: URL,
  firstHost: string,
  hosts: FetchLimits['hosts']
): Result<URL, MetadataFetchFailure> {
  if (!URL.canParse(location, from.href)) return fail({ kind: 'redirected-away', host: from.host, to: 'an address that cannot be read' })
  const target = new URL(location, from.href)
  const mayBeAsked = hosts === 'any' || target.host === firstHost || hosts.some((host) => host.toLowerCase() === target.host)
  const isPlain = target.username === '' && target.password === ''
  if (target.protocol !== 'https:' || !isPlain || !mayBeAsked)
    return fail({ kind: 'redirected-away', host: from.host, to: placeOf(target) })
  target.hash = ''
  return succeed(target)
}

/** Without what follows the path: it may hold a session, and names nobody who could be asked about it. */
function placeOf({ protocol, host, pathname }: URL): string {
  return shortened(host === '' ? protocol : `${protocol}//${host}${pathname}`)
}

function shortened(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`
}

const LONGEST = 200
