import {
  sambaAccounts,
  sambaBaseDn,
  sambaBigGroupSize,
  sambaBulkDn,
  sambaDnsDomain,
  sambaGroups,
  sambaGroupsDn,
  sambaLockoutThreshold,
  sambaShortLockoutThreshold,
  sambaUsersDn,
  type SambaAccount
} from './samba-accounts.ts'

/** The entries of a new domain, as LDIF for ldbmodify: organizational units, accounts, groups with their members. */
export function seedLdif(): string {
  const { staff, outer, middle, inner, circleA, circleB, circleC, big, empty, primary, oddName } = sambaGroups
  const { anna, bjorn, comma, slash, odd } = sambaAccounts
  const bulk = Array.from({ length: sambaBigGroupSize }, (_, index) => `bulk${String(index + 1).padStart(4, '0')}`)
  return [
    ...[sambaUsersDn, sambaGroupsDn, sambaBulkDn].map((dn) => entry(dn, [['objectClass', 'organizationalUnit']])),
    ...Object.values(sambaAccounts).map(userEntry),
    ...bulk.map(bulkEntry),
    groupEntry(staff, [anna, bjorn, comma, slash, odd].map(dnOf)),
    groupEntry(inner, [anna.dn]),
    groupEntry(middle, [inner]),
    groupEntry(outer, [middle]),
    groupEntry(circleC, [bjorn.dn]),
    groupEntry(circleB, [circleC]),
    groupEntry(circleA, [circleB]),
    groupEntry(big, bulk.map(bulkDn)),
    groupEntry(empty, []),
    groupEntry(primary, [sambaAccounts.primary.dn]),
    groupEntry(oddName, [comma.dn])
  ].join('\n')
}

/** The changes after `seedLdif`, as LDIF for ldbmodify: account states, the circle's last link, password settings. */
export function seedChangesLdif(primaryGroupId: string): string {
  return [
    change(sambaBaseDn, { lockoutThreshold: String(sambaLockoutThreshold), minPwdAge: '0', pwdHistoryLength: '0' }),
    change(sambaAccounts.disabled.dn, { userAccountControl: '514' }),
    change(sambaAccounts.expired.dn, { accountExpires: '132000000000000000' }),
    change(sambaAccounts.mustChange.dn, { pwdLastSet: '0' }),
    change(sambaAccounts.primary.dn, { primaryGroupID: primaryGroupId }),
    `${dnLine(sambaGroups.circleC)}\nchangetype: modify\nadd: member\n${line('member', sambaGroups.circleA)}\n`,
    `${dnLine(`CN=Domain Admins,CN=Users,${sambaBaseDn}`)}\nchangetype: modify\nadd: member\n${line('member', sambaAccounts.adminReader.dn)}\n`,
    shortLockoutSettings()
  ].join('\n')
}

/** LDIF for ldbmodify that adds an enabled user. */
export function userEntry({ dn, sAMAccountName, userPrincipalName, password, mail }: SambaAccount): string {
  return entry(dn, [
    ['objectClass', 'user'],
    ['sAMAccountName', sAMAccountName],
    ['userPrincipalName', userPrincipalName],
    ['givenName', sAMAccountName],
    ['displayName', `${sAMAccountName} of the tests`],
    ...(mail === undefined ? [] : [['mail', mail] as const]),
    ['userAccountControl', '512'],
    // MS-ADTS 3.1.1.3.1.5: the password in double quotes, as UTF-16.
    ['unicodePwd', Buffer.from(`"${password}"`, 'utf16le')]
  ])
}

/** LDIF that replaces single-valued attributes. */
export function change(dn: string, attributes: Readonly<Record<string, string>>): string {
  const replacements = Object.entries(attributes).map(([name, value]) => `replace: ${name}\n${line(name, value)}\n-`)
  return `${dnLine(dn)}\nchangetype: modify\n${replacements.join('\n')}\n`
}

// Without a password, which costs a hash each: 544 is an enabled account that needs none.
function bulkEntry(name: string): string {
  return entry(bulkDn(name), [
    ['objectClass', 'user'],
    ['sAMAccountName', name],
    ['userPrincipalName', `${name}@${sambaDnsDomain}`],
    ['mail', `${name}@${sambaDnsDomain}`],
    ['userAccountControl', '544']
  ])
}

function bulkDn(name: string): string {
  return `CN=${name},${sambaBulkDn}`
}

const globalSecurityGroup = '-2147483646'

function groupEntry(dn: string, members: readonly string[]): string {
  const name = /(?<==)(?:\\.|[^,\\])+/.exec(dn)?.[0] ?? ''
  return entry(dn, [
    ['objectClass', 'group'],
    // A few characters are not allowed in this name, which is nobody's display name.
    ['sAMAccountName', name.replaceAll(/[^\p{L}\p{N}-]+/gu, '-')],
    ['groupType', globalSecurityGroup],
    ...members.map((member) => ['member', member] as const)
  ])
}

function shortLockoutSettings(): string {
  const minutes30 = '-18000000000'
  return entry(`CN=short-lockout,CN=Password Settings Container,CN=System,${sambaBaseDn}`, [
    ['objectClass', 'msDS-PasswordSettings'],
    ['msDS-PasswordSettingsPrecedence', '1'],
    ['msDS-PasswordReversibleEncryptionEnabled', 'FALSE'],
    ['msDS-PasswordHistoryLength', '0'],
    ['msDS-PasswordComplexityEnabled', 'FALSE'],
    ['msDS-MinimumPasswordLength', '0'],
    ['msDS-MinimumPasswordAge', '0'],
    ['msDS-MaximumPasswordAge', '-36288000000000'],
    ['msDS-LockoutThreshold', String(sambaShortLockoutThreshold)],
    ['msDS-LockoutObservationWindow', minutes30],
    ['msDS-LockoutDuration', minutes30],
    ['msDS-PSOAppliesTo', sambaAccounts.lockable.dn],
    ['msDS-PSOAppliesTo', sambaAccounts.lockedOut.dn]
  ])
}

function dnOf(account: SambaAccount): string {
  return account.dn
}

function entry(dn: string, attributes: readonly (readonly [string, string | Buffer])[]): string {
  return `${dnLine(dn)}\nchangetype: add\n${attributes.map(([name, value]) => line(name, value)).join('\n')}\n`
}

function dnLine(dn: string): string {
  return line('dn', dn)
}

// RFC 2849: what is not plain ASCII is written in base64.
function line(name: string, value: string | Buffer): string {
  const isPlain = typeof value === 'string' && /^[!-9;=-~][ -~]*$/.test(value) && !value.endsWith(' ')
  return isPlain ? `${name}: ${value}` : `${name}:: ${Buffer.from(value).toString('base64')}`
}
