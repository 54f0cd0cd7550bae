import { setTimeout as delay } from 'node:timers/promises'
import { openLdapSession } from '../../support/open-ldap-session.ts'
import type { SlapdServer } from '../../support/slapd.ts'

const limitMs = 10_000
let marks = 0

/**
 * What slapd has logged, with everything it was asked until now. Its log reaches us later than its answers: so it is asked for something
 * that nobody else asks for, as a guest, and the log is complete when that is in it.
 */
export async function completeLog(slapd: SlapdServer): Promise<string> {
  marks += 1
  const mark = `cn=mark-${marks}`
  {
    using ldap = await openLdapSession(slapd)
    await ldap.session.read(mark, [])
  }
  const deadline = Date.now() + limitMs
  while (!slapd.log().includes(`SRCH base="${mark}"`)) {
    if (Date.now() > deadline) throw new Error(`The log of slapd does not show ${mark}:\n${slapd.log()}`)
    await delay(1)
  }
  return slapd.log()
}

/** The names of all binds with a password, in order. */
export function bindsIn(log: string): readonly string[] {
  return [...log.matchAll(/ BIND dn="([^"]+)" method=128/g)].map(([, dn = '']) => dn)
}

/** The connections over the network that slapd has accepted and not closed. */
export function openConnectionsIn(log: string): ReadonlySet<string> {
  const accepted = [...log.matchAll(/conn=(\d+) fd=\d+ ACCEPT from IP=/g)].map(([, connection = '']) => connection)
  const closed = new Set([...log.matchAll(/conn=(\d+) fd=\d+ closed/g)].map(([, connection = '']) => connection))
  return new Set(accepted.filter((connection) => !closed.has(connection)))
}
