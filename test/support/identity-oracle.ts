import type { IdentityClass, IdentityRules } from '../../src-main/core/identity/identity-views.ts'
import type { SiteUserRecord } from '../../src-main/core/preview/site-user-table.ts'
import type { PlainPerson } from './identity-world.ts'

export interface OracleRow {
  readonly person: PlainPerson | undefined
  readonly class: IdentityClass
  /** Ids of the accounts, the first two. */
  readonly accounts: readonly number[]
}

/** The classes once more, by plain objects and lists, as slow as they come: what the engine must find. */
export function oracle(
  people: readonly PlainPerson[],
  users: readonly SiteUserRecord[] | undefined,
  rules: IdentityRules,
  usernameField: string | undefined
): readonly OracleRow[] {
  const ldapKnown = rules.ldap !== undefined && usernameField?.toLowerCase() === rules.ldap.usernameField.toLowerCase()
  const inUse = rules.ways.filter((way) => way !== 'ldap' || ldapKnown)
  const ways = inUse.length === 0 ? ['saml'] : inUse
  const signsIn = ways.some((way) => way === 'saml' || way === 'oauth' || way === 'jit')
  const domain = (rules.ldap?.domain ?? '').trim().replace(/^@/, '')

  const named = people.map((person) => {
    const upn = person.upn.trim()
    const mail = person.mail.trim()
    const provisioned = upn.replace(/#EXT#/i, '')
    const bare = person.ldapName.trim()
    const ldap = !ldapKnown || bare === '' ? '' : domain === '' ? bare : `${bare}@${domain}`
    const signIn = rules.nameId === 'mail' && mail !== '' ? mail : upn
    const scim = rules.scimUserName === 'mail' ? mail : provisioned
    const used = [...(signsIn ? [signIn] : []), ...(ways.includes('scim') ? [scim] : []), ...(ways.includes('ldap') ? [ldap] : [])].filter(
      (name) => name !== ''
    )
    return { person, upn, mail, provisioned, ldap, signIn, scim, used, own: [upn, provisioned, mail, ldap].filter((name) => name !== '') }
  })
  const owns = (name: string) => named.filter(({ own }) => own.some((one) => key(one) === key(name)))
  const ofProvider = (user: SiteUserRecord): boolean =>
    rules.strategyId !== undefined
      ? user.ssoStrategyId === rules.strategyId
      : user.authenticationMethod === 'sso' || user.authenticationMethod === '' || user.ssoStrategyId !== undefined
  const list = users ?? []
  const byName = (name: string) => list.filter(({ username }) => key(username) === key(name)).sort((one, other) => one.id - other.id)[0]

  const shown = new Set<number>()
  const accountsOf = named.map((one): readonly SiteUserRecord[] => {
    const found: SiteUserRecord[] = []
    const take = (user: SiteUserRecord | undefined): void => {
      if (user !== undefined && !found.includes(user)) found.push(user)
    }
    for (const name of one.used) take(byName(name))
    for (const name of [one.upn, one.provisioned, one.mail, one.ldap]) if (name !== '' && owns(name).length === 1) take(byName(name))
    if (found.length === 0)
      for (const name of [one.mail, one.upn]) {
        if (name === '' || owns(name).length !== 1) continue
        const [user, ...more] = list.filter((each) => ofProvider(each) && key(each.email ?? '') === key(name))
        if (user !== undefined && more.length === 0 && owns(user.username).length === 0) take(user)
      }
    const accounts = found.slice(0, 2)
    for (const { id } of accounts) shown.add(id)
    return accounts
  })
  const sharing = new Set<(typeof named)[number]>()
  for (const one of named)
    for (const other of named) {
      if (one === other) continue
      const keys = one.used.map(key)
      const isOneName = other.used.some((name) => keys.includes(key(name)))
      const isUpnOfOther =
        one.mail !== '' && key(one.mail) !== key(one.upn) && keys.includes(key(one.mail)) && key(one.mail) === key(other.upn)
      const [account] = accountsOf[named.indexOf(one)] ?? []
      const email = account?.email ?? ''
      const isMailOfOther =
        email.trim() !== '' && owns(email).length === 1 && owns(email)[0] === other && accountsOf[named.indexOf(other)]?.length === 0
      if (isOneName || isUpnOfOther || isMailOfOther) {
        sharing.add(one)
        sharing.add(other)
      }
    }
  const rows = named.map((one, index): OracleRow => {
    const accounts = accountsOf[index] ?? []
    return { person: one.person, class: classOf(one, accounts), accounts: accounts.map(({ id }) => id) }
  })
  const alone = list
    .filter(({ id }) => !shown.has(id))
    .map((user): OracleRow => ({ person: undefined, class: ofProvider(user) ? 'orphan' : 'not-concerned', accounts: [user.id] }))
  return [...rows, ...alone]

  function classOf(one: (typeof named)[number], accounts: readonly SiteUserRecord[]): IdentityClass {
    const keys = new Set(one.used.map(key))
    if (keys.size === 0) return 'no-name'
    if (sharing.has(one)) return 'two-people-one-name'
    if (signsIn && one.signIn === '') return 'no-name'
    if (ways.includes('scim') && rules.scimUserName === 'upn' && one.scim === '') return 'no-name'
    if (ways.includes('ldap') && one.ldap === '') return 'no-name'
    const byUpn = (signsIn && (rules.nameId === 'upn' || one.mail === '')) || (ways.includes('scim') && rules.scimUserName === 'upn')
    if (byUpn && /#EXT#/i.test(one.upn)) return 'guest'
    if (keys.size > 1) {
      const mailMatters = signsIn && ways.includes('scim') && one.scim !== '' && key(one.signIn) !== key(one.scim)
      return mailMatters ? 'mail-unlike-upn' : 'ldap-unlike-sign-in'
    }
    const [account, second] = accounts
    if (second !== undefined) return 'account-under-other-name'
    if (account !== undefined && !keys.has(key(account.username))) return 'account-under-other-name'
    if (signsIn && rules.nameId === 'upn' && one.mail !== '' && key(one.mail) !== key(one.upn)) return 'mail-unlike-upn'
    const byMail = (signsIn && rules.nameId === 'mail') || (ways.includes('scim') && rules.scimUserName === 'mail')
    if (one.mail === '' && byMail) return 'mail-empty'
    if (account === undefined) return 'new'
    return one.used.every((name) => name === account.username) ? 'same' : 'case-only'
  }
}

function key(name: string): string {
  return name.normalize('NFC').toLowerCase().normalize('NFC').trim()
}
