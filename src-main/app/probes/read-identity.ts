import { isAnonymousIdentity } from '../../core/directory/anonymous-identity.ts'
import type { IdentityFacts } from '../../core/model/directory-readings.ts'
import type { LdapFailure, RootDseFacts } from '../../core/model/directory-facts.ts'
import type { DirectorySession } from '../../core/ports/directory.ts'

const PROTOCOL_ERROR = 2
const NOT_SIGNED_IN = /000004DC|00002020/i

/**
 * Asks "who am I" (RFC 4532). Samba does not know the question: there, an entry that guests may not read is read
 * once signed in and once as a guest, and only the difference is a proof.
 */
export async function readIdentity(
  session: DirectorySession,
  openGuest: () => Promise<DirectorySession | undefined>,
  root: RootDseFacts | undefined
): Promise<IdentityFacts> {
  const answer = await session.whoAmI()
  if (answer.ok) {
    if (isAnonymousIdentity(answer.value)) return { kind: 'anonymous', saw: 'answers “who am I” with nobody' }
    return { kind: 'named', identity: answer.value }
  }
  if (answer.error.kind !== 'result') return { kind: 'cut', failure: answer.error }
  if (answer.error.code !== PROTOCOL_ERROR && NOT_SIGNED_IN.test(answer.error.text)) return { kind: 'anonymous', saw: answer.error.text }
  return proofByRead(session, openGuest, root)
}

async function proofByRead(
  session: DirectorySession,
  openGuest: () => Promise<DirectorySession | undefined>,
  root: RootDseFacts | undefined
): Promise<IdentityFacts> {
  const entry = root?.defaultNamingContext ?? root?.namingContexts[0]
  if (entry === undefined) return { kind: 'unproved', because: 'The server does not answer “who am I”, and shows no entry to try.' }
  const own = await session.read(entry, ['objectClass'])
  if (!own.ok) {
    if (own.error.kind === 'result' && NOT_SIGNED_IN.test(own.error.text)) return { kind: 'anonymous', saw: own.error.text }
    return own.error.kind === 'result'
      ? { kind: 'unproved', because: `The server does not answer “who am I”, and does not show ${entry} to this account.` }
      : { kind: 'cut', failure: own.error }
  }
  if (own.value === undefined)
    return { kind: 'unproved', because: `The server does not answer “who am I”, and does not show ${entry} to this account.` }
  const guest = await openGuest()
  const asGuest = await guest?.read(entry, ['objectClass'])
  if (asGuest === undefined)
    return {
      kind: 'unproved',
      because: 'The server does not answer “who am I”, and a second connection for comparison could not be opened.'
    }
  if (asGuest.ok) {
    return asGuest.value === undefined
      ? { kind: 'proved-by-read', entry, guestSaw: 'nothing' }
      : { kind: 'unproved', because: 'The server does not answer “who am I”, and shows guests the same as us.' }
  }
  // Silence towards the guest is no refusal: the connection may have broken for any reason.
  if (asGuest.error.kind !== 'result')
    return { kind: 'unproved', because: 'The server does not answer “who am I”, and the connection for comparison broke.' }
  return { kind: 'proved-by-read', entry, guestSaw: refusalText(asGuest.error) }
}

function refusalText({ code, name, text }: Extract<LdapFailure, { kind: 'result' }>): string {
  return `refused, result ${code} (${name})${text === '' ? '' : `: ${text}`}`
}
