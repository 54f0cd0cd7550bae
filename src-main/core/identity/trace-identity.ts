import { type EvidenceItem, seen, seenAboutPeople } from '../evidence.ts'
import { identityRow } from './identity-rows.ts'
import type { IdentityTrace, NamingWay } from './identity-views.ts'
import type { IdentityResult } from './judge-identity.ts'
import { hasLdapNames, isGuestUpn, nameIn, type NameParts, namingWays, slotOf } from './person-names.ts'
import { namePartsOf } from './row-parts.ts'

/** One person with every name and how it came about. A user without a person has no steps. */
export function traceIdentity(result: IdentityResult, row: number): IdentityTrace {
  const shown = identityRow(result, row)
  if (row >= result.people.count) return { row: shown, steps: [] }
  const parts = namePartsOf(result, row)
  const ways = namingWays.filter((way) => way !== 'ldap' || result.rules.ldap !== undefined)
  return { row: shown, steps: ways.map((way) => ({ way, ...stepOf(way, parts, result) })) }
}

type Step = Omit<IdentityTrace['steps'][number], 'way'>

function stepOf(way: NamingWay, parts: NameParts, result: IdentityResult): Step {
  const { rules } = result
  const name = nameIn(slotOf(way), parts, rules)
  if (way === 'ldap') return ldapStep(name, parts, result)
  if (way === 'scim') return scimStep(name, parts, rules.scimUserName)
  const isByMail = rules.nameId === 'mail'
  const evidence = [
    ...(isByMail ? [value('user.mail', parts.mail)] : []),
    ...(isByMail && parts.mail !== '' ? [] : [value('user.userprincipalname', parts.upn)])
  ]
  const assumed = way === 'oauth' ? ' That OAuth takes the same value is assumed.' : ''
  const made = way === 'jit' ? ' The first sign-in makes the account.' : ''
  if (name === '') return { sentence: `${signInWord(way)} has no name: the value that it takes is empty.`, evidence }
  const from = isByMail && parts.mail !== '' ? 'user.mail' : 'user.userprincipalname'
  const because = isByMail && parts.mail === '' ? ', because user.mail is empty' : ''
  const guest = isGuestUpn(name) ? ' #EXT# stays in it.' : ''
  return { sentence: `${signInWord(way)} takes ${from}${because}.${guest}${made}${assumed}`, evidence: [...evidence, value('Name', name)] }
}

function signInWord(way: NamingWay): string {
  return way === 'saml' ? 'SAML' : way === 'oauth' ? 'OAuth' : 'Just-in-time provisioning'
}

function scimStep(name: string, { upn, mail }: NameParts, source: 'upn' | 'mail'): Step {
  const evidence = [source === 'mail' ? value('mail', mail) : value('userPrincipalName', upn)]
  if (name === '')
    return {
      sentence:
        source === 'mail'
          ? 'userName is mapped to mail, which is empty: Entra sends no empty attribute, and the person is not provisioned.'
          : 'There is no user principal name to send.',
      evidence
    }
  const guest = source === 'upn' && isGuestUpn(upn) ? ' Entra’s provisioning takes #EXT# out of it.' : ''
  return {
    sentence: `userName is mapped to ${source === 'mail' ? 'mail' : 'userPrincipalName'}.${guest}`,
    evidence: [...evidence, value('Name', name)]
  }
}

function ldapStep(name: string, { ldapName }: NameParts, { rules, people }: IdentityResult): Step {
  const field = rules.ldap?.usernameField ?? ''
  if (!hasLdapNames(rules, people))
    return { sentence: 'These people were read from where the LDAP names are not known.', evidence: [seen('LDAP username field', field)] }
  const domain = (rules.ldap?.domain ?? '').trim().replace(/^@/, '')
  const evidence = [value(field, ldapName), seen('LDAP domain', domain === '' ? 'none' : domain)]
  if (name === '') return { sentence: `${field} is empty: LDAP provisioning leaves this person out.`, evidence }
  const what = domain === '' ? `LDAP provisioning takes ${field} as it is.` : `LDAP provisioning takes ${field} and appends @${domain}.`
  return { sentence: what, evidence: [...evidence, value('Name', name)] }
}

function value(label: string, text: string): EvidenceItem {
  return text === '' ? seen(label, 'empty') : seenAboutPeople(label, text)
}
