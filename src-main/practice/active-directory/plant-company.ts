import { CONTRACTORS } from '../company/make-groups.ts'
import type { Group } from '../company/make-groups.ts'
import type { Company } from '../company/make-company.ts'
import { MAIL_DOMAIN } from '../company/make-people.ts'
import type { Person, PersonState } from '../company/person.ts'
import { practicePhoto } from '../company/practice-photo.ts'
import { sites } from '../company/sites.ts'
import { securityIdBytes } from '../directory/comparable-value.ts'
import { escapeDnValue } from '../directory/distinguished-name.ts'
import { accountStateValues } from './account-state.ts'
import { DNS_DOMAIN, relativeIdOf, rid, SERVICE_LOGIN } from './ad-names.ts'
import type { AdPlanter } from './ad-planter.ts'
import { daysBefore, fileTime } from './file-time.ts'
import { COMPUTERS_CONTAINER, FOREIGN_CONTAINER, FORMER_OU, GROUPS_OU, PARTNERS_OU, PEOPLE_OU, SERVICES_OU } from './plant-domain.ts'

/** Adds the company. Links back, such as `memberOf`, are made later for the whole tree. */
export function plantCompany(planter: AdPlanter, company: Company, serviceState: PersonState, now: Date): void {
  const personDns = new Map(company.people.map((person) => [person.login, personDn(person)]))
  const groupSids = new Map(company.groups.map(({ name }) => [name, planter.newSid()]))
  const contractors = groupSids.get(CONTRACTORS)
  plantServiceAccount(planter, serviceState, now)
  for (const [index, person] of company.people.entries()) {
    const primaryGroup = person.isContractor && contractors !== undefined ? relativeIdOf(contractors) : rid.domainUsers
    plantPerson(planter, person, { personDns, primaryGroup, index, now })
  }
  for (const name of company.computers) plantComputer(planter, name)
  for (const { name, mail } of company.contacts) {
    planter.plant(`CN=${escapeDnValue(name)},${PARTNERS_OU}`, 'contact', { displayName: name, mail })
  }
  for (const sid of foreignSids)
    planter.plant(`CN=${sid},${FOREIGN_CONTAINER}`, 'foreignsecurityprincipal', { objectSid: securityIdBytes(sid) })
  for (const group of company.groups) plantGroup(planter, group, personDns, groupSids.get(group.name))
}

/** People of another forest: only their number is known here. */
const foreignSids = ['S-1-5-21-1111111111-2222222222-3333333333-1601', 'S-1-5-21-1111111111-2222222222-3333333333-1602']

function plantServiceAccount(planter: AdPlanter, state: PersonState, now: Date): void {
  planter.plant(`CN=Files.com Sync,${SERVICES_OU}`, 'user', {
    displayName: 'Files.com Sync',
    description: 'Files.com reads the directory with this account',
    sAMAccountName: SERVICE_LOGIN,
    sAMAccountType: '805306368',
    userPrincipalName: `${SERVICE_LOGIN}@${DNS_DOMAIN}`,
    objectSid: planter.newSid(),
    primaryGroupID: String(rid.domainUsers),
    // Its password never ends, as one should arrange for a service.
    ...accountStateValues(state, now, { neverExpires: true, passwordAgeDays: 40 })
  })
}

interface PersonSurroundings {
  readonly personDns: ReadonlyMap<string, string>
  readonly primaryGroup: number
  readonly index: number
  readonly now: Date
}

function plantPerson(planter: AdPlanter, person: Person, { personDns, primaryGroup, index, now }: PersonSurroundings): void {
  const site = sites.find(({ name }) => name === person.site)
  planter.plant(personDn(person), 'user', {
    sn: person.familyName,
    givenName: person.givenName,
    displayName: person.displayName,
    title: person.title,
    department: person.department,
    company: 'Practice Harbour Freight',
    employeeID: person.employeeNumber,
    telephoneNumber: person.phone,
    l: person.site,
    c: site?.countryCode,
    co: site?.country,
    mail: person.mail,
    proxyAddresses: person.mail === undefined ? undefined : [`SMTP:${person.mail}`, `smtp:${person.login}@harbour.example`],
    sAMAccountName: person.login,
    sAMAccountType: '805306368',
    userPrincipalName: `${person.username}@${MAIL_DOMAIN}`,
    objectSid: planter.newSid(),
    primaryGroupID: String(primaryGroup),
    manager: person.managerLogin === undefined ? undefined : personDns.get(person.managerLogin),
    codePage: '0',
    countryCode: '0',
    logonCount: String(index % 200),
    lastLogonTimestamp: fileTime(daysBefore(now, (index * 7) % 60)),
    thumbnailPhoto: person.hasPhoto ? practicePhoto(person.login) : undefined,
    ...accountStateValues(person.state, now, {
      neverExpires: index % 10 === 0,
      passwordAgeDays: 1 + ((index * 31) % 80)
    })
  })
}

function personDn(person: Person): string {
  const unit = person.state === 'disabled' ? FORMER_OU : `OU=${escapeDnValue(person.site)},${PEOPLE_OU}`
  return `CN=${escapeDnValue(person.commonName)},${unit}`
}

function plantComputer(planter: AdPlanter, name: string): void {
  planter.plant(`CN=${name},${COMPUTERS_CONTAINER}`, 'computer', {
    sAMAccountName: `${name}$`,
    sAMAccountType: '805306369',
    objectSid: planter.newSid(),
    primaryGroupID: String(rid.domainComputers),
    userAccountControl: '4096',
    dNSHostName: `${name.toLowerCase()}.${DNS_DOMAIN}`,
    operatingSystem: 'Windows 11 Enterprise'
  })
}

function plantGroup(planter: AdPlanter, group: Group, personDns: ReadonlyMap<string, string>, objectSid: Buffer | undefined): void {
  const strangers = [
    `CN=Nora Partner,${PARTNERS_OU}`,
    `CN=BER-LT-0001,${COMPUTERS_CONTAINER}`,
    ...foreignSids.map((sid) => `CN=${sid},${FOREIGN_CONTAINER}`)
  ]
  planter.plant(groupDn(group.name), 'group', {
    description: group.description,
    sAMAccountName: group.name.replace(/["/\\[\]:;|=,+*?<>]/g, '_'),
    objectSid,
    ...groupTypes[group.kind],
    member: [
      ...group.people.flatMap((login) => personDns.get(login) ?? []),
      ...group.groups.map(groupDn),
      ...(group.hasStrangers ? strangers : [])
    ]
  })
}

function groupDn(name: string): string {
  return `CN=${escapeDnValue(name)},${GROUPS_OU}`
}

/** Security groups have the top bit set, which makes the number negative. */
const groupTypes = {
  global: { groupType: '-2147483646', sAMAccountType: '268435456' },
  universal: { groupType: '-2147483640', sAMAccountType: '268435456' },
  'domain-local': { groupType: '-2147483644', sAMAccountType: '536870912' },
  distribution: { groupType: '8', sAMAccountType: '268435457' }
} as const
