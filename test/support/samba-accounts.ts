/** The domain every Samba test shares, and what its accounts are called. */
export const sambaRealm = 'CORP.EXAMPLE.TEST'
export const sambaDnsDomain = 'corp.example.test'
export const sambaNetbiosName = 'CORP'
export const sambaServerName = 'dc.corp.example.test'
export const sambaBaseDn = 'DC=corp,DC=example,DC=test'
export const sambaUsersDn = `OU=People,${sambaBaseDn}`
export const sambaGroupsDn = `OU=Groups,${sambaBaseDn}`
/** Where the 1,800 members of `groups.big` lie. */
export const sambaBulkDn = `OU=Bulk,${sambaBaseDn}`
export const sambaBigGroupSize = 1800

/**
 * Wrong passwords until an account of the domain is locked out. Domain-wide and not reset between tests: try wrong passwords on accounts
 * of your own (`createUser`), and stay below this on the shared ones.
 */
export const sambaLockoutThreshold = 20
/** The same for `accounts.lockable` and `accounts.lockedOut`, by a password settings object of their own. */
export const sambaShortLockoutThreshold = 2

export interface SambaAccount {
  readonly dn: string
  readonly sAMAccountName: string
  readonly userPrincipalName: string
  readonly password: string
  /** Absent: the account has no e-mail address. */
  readonly mail?: string
}

export const sambaAdministratorPassword = 'Administrator-Secret-1'

/** What a test may rely on. Do not change them: make your own with `createUser`. */
export const sambaAccounts = {
  /** The service account a customer would give us: an ordinary user. */
  reader: account('CN=Directory Reader', 'svc-reader', { mail: undefined }),
  /** A service account with far too many rights: member of Domain Admins. */
  adminReader: account('CN=Admin Reader', 'svc-admin', { mail: undefined }),
  anna: account('CN=Anna Berg', 'anna'),
  /** Letters outside ASCII. */
  bjorn: account('CN=Björn Åkesson', 'bjorn'),
  /** A comma in the name, escaped in the DN. */
  comma: account('CN=Müller\\, Jörg', 'jorg'),
  /** A slash in the name, which needs no escape in LDAP. */
  slash: account('CN=Ops/Night Shift', 'night'),
  /** Every other character that RFC 4514 escapes, and those of RFC 4515 filters. */
  odd: account('CN=\\#1 \\"Q\\" \\+ (R*) \\<S\\>\\; T\\\\U\\=V', 'odd'),
  noMail: account('CN=Nomail Nora', 'nora', { mail: undefined }),
  /** E-mail address in another domain than the user principal name. */
  mailUnlikeUpn: account('CN=Otto Other', 'otto', { mail: 'otto.other@elsewhere.example.test' }),
  /** Answers 533 to the right password. */
  disabled: account('CN=Dora Disabled', 'dora'),
  /** Answers 701 to the right password. */
  expired: account('CN=Ex Pired', 'expired'),
  /** Answers 773 to the right password. */
  mustChange: account('CN=Max Mustchange', 'max'),
  /** Answers 775 to any password. */
  lockedOut: account('CN=Lo Cked', 'locked'),
  /** Two wrong passwords lock it; a test that did so unlocks it with `ldbReplace(dn, { lockoutTime: '0' })`. */
  lockable: account('CN=Lock Able', 'lockable'),
  /** Primary group is `groups.primary`, so that group's `member` does not name it. */
  primary: account('CN=Pri Mary', 'primary')
} as const satisfies Record<string, SambaAccount>

/** Groups by DN; who is in them is said in samba-seed.ts. */
export const sambaGroups = {
  /** anna, bjorn, comma, slash, odd directly. */
  staff: groupDn('staff'),
  /** outer contains middle contains inner contains anna. */
  outer: groupDn('nested-outer'),
  middle: groupDn('nested-middle'),
  inner: groupDn('nested-inner'),
  /** circleA contains circleB contains circleC contains circleA, and bjorn. */
  circleA: groupDn('circle-a'),
  circleB: groupDn('circle-b'),
  circleC: groupDn('circle-c'),
  /** The 1,800 of `sambaBulkDn`. */
  big: groupDn('big'),
  empty: groupDn('empty'),
  primary: groupDn('primary-people'),
  /** A comma and a slash in the name. */
  oddName: groupDn('R\\, D/Labs & Söhne')
} as const

function groupDn(name: string): string {
  return `CN=${name},${sambaGroupsDn}`
}

function account(
  rdn: string,
  sAMAccountName: string,
  options: { readonly mail?: string | undefined } = { mail: `${sAMAccountName}@${sambaDnsDomain}` }
): SambaAccount {
  return {
    dn: `${rdn},${sambaUsersDn}`,
    sAMAccountName,
    userPrincipalName: `${sAMAccountName}@${sambaDnsDomain}`,
    password: `${sAMAccountName}-Secret-1`,
    ...(options.mail === undefined ? {} : { mail: options.mail })
  }
}
