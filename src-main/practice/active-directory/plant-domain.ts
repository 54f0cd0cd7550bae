import { sites } from '../company/sites.ts'
import { escapeDnValue } from '../directory/distinguished-name.ts'
import { securityIdBytes } from '../directory/comparable-value.ts'
import { accountBit, MAX_PASSWORD_AGE_MS } from './account-state.ts'
import { DOMAIN_DN, DOMAIN_SID, domainSid, rid, SERVER_DN, SERVER_NAME } from './ad-names.ts'
import type { AdPlanter } from './ad-planter.ts'
import { DAY_MS, negativeInterval, NEVER } from './file-time.ts'
import { LOCKOUT_THRESHOLD, OBSERVATION_WINDOW_MS } from './sign-in.ts'

const COMPANY_OU = `OU=Company,${DOMAIN_DN}`
export const PEOPLE_OU = `OU=People,${COMPANY_OU}`
export const FORMER_OU = `OU=Former,${COMPANY_OU}`
export const GROUPS_OU = `OU=Groups,${COMPANY_OU}`
export const SERVICES_OU = `OU=Service Accounts,${COMPANY_OU}`
export const PARTNERS_OU = `OU=Partners,${COMPANY_OU}`
const USERS_CONTAINER = `CN=Users,${DOMAIN_DN}`
export const COMPUTERS_CONTAINER = `CN=Computers,${DOMAIN_DN}`
export const FOREIGN_CONTAINER = `CN=ForeignSecurityPrincipals,${DOMAIN_DN}`

/** The root of the domain with its password policy. */
export function plantDomainRoot(planter: AdPlanter): void {
  planter.plant(DOMAIN_DN, 'domaindns', {
    instanceType: '5',
    objectSid: securityIdBytes(DOMAIN_SID),
    maxPwdAge: negativeInterval(MAX_PASSWORD_AGE_MS),
    minPwdAge: negativeInterval(DAY_MS),
    minPwdLength: '12',
    pwdHistoryLength: '24',
    pwdProperties: '1',
    lockoutThreshold: String(LOCKOUT_THRESHOLD),
    lockOutObservationWindow: negativeInterval(OBSERVATION_WINDOW_MS),
    lockoutDuration: '-9223372036854775808', // until an administrator unlocks
    'ms-DS-MachineAccountQuota': '10',
    'msDS-Behavior-Version': '7',
    fSMORoleOwner: `CN=NTDS Settings,${SERVER_DN}`
  })
}

/** What every domain has before anybody adds something, and the units of the company. */
export function plantContainers(planter: AdPlanter): void {
  planter.plant(USERS_CONTAINER, 'container', { description: 'Default container for upgraded user accounts' })
  planter.plant(COMPUTERS_CONTAINER, 'container', { description: 'Default container for upgraded computer accounts' })
  planter.plant(FOREIGN_CONTAINER, 'container')
  planter.plant(`CN=System,${DOMAIN_DN}`, 'container')
  planter.plant(`CN=Builtin,${DOMAIN_DN}`, 'builtindomain')
  for (const dn of [`OU=Domain Controllers,${DOMAIN_DN}`, COMPANY_OU, PEOPLE_OU, FORMER_OU, GROUPS_OU, SERVICES_OU, PARTNERS_OU]) {
    planter.plant(dn, 'organizationalunit')
  }
  for (const { name } of sites) planter.plant(`OU=${escapeDnValue(name)},${PEOPLE_OU}`, 'organizationalunit')
}

/** The accounts and groups that come with a domain. */
export function plantBuiltIn(planter: AdPlanter): void {
  const account = (name: string, relativeId: number, bits: number): void => {
    planter.plant(`CN=${name},${USERS_CONTAINER}`, 'user', {
      sAMAccountName: name,
      sAMAccountType: '805306368',
      objectSid: domainSid(relativeId),
      primaryGroupID: String(rid.domainUsers),
      userAccountControl: String(bits),
      accountExpires: NEVER,
      isCriticalSystemObject: 'TRUE'
    })
  }
  account('Administrator', rid.administrator, accountBit.normal + accountBit.neverExpires)
  account('Guest', rid.guest, accountBit.normal + accountBit.neverExpires + accountBit.disabled)
  account('krbtgt', rid.krbtgt, accountBit.normal + accountBit.disabled)
  for (const [name, relativeId] of [
    ['Domain Admins', 512],
    ['Domain Users', rid.domainUsers],
    ['Domain Guests', 514],
    ['Domain Computers', rid.domainComputers],
    ['Domain Controllers', rid.domainControllers]
  ] as const) {
    planter.plant(`CN=${name},${USERS_CONTAINER}`, 'group', {
      sAMAccountName: name,
      sAMAccountType: '268435456',
      groupType: '-2147483646',
      objectSid: domainSid(relativeId),
      isCriticalSystemObject: 'TRUE',
      member: relativeId === 512 ? [`CN=Administrator,${USERS_CONTAINER}`] : undefined
    })
  }
  planter.plant(`CN=DC1,OU=Domain Controllers,${DOMAIN_DN}`, 'computer', {
    sAMAccountName: 'DC1$',
    sAMAccountType: '805306369',
    objectSid: domainSid(1000),
    primaryGroupID: String(rid.domainControllers),
    userAccountControl: '532480',
    dNSHostName: SERVER_NAME,
    operatingSystem: 'Windows Server 2019 Standard',
    operatingSystemVersion: '10.0 (17763)'
  })
}
