import type { Company } from '../company/make-company.ts'
import type { Group } from '../company/make-groups.ts'
import { CONTRACTORS } from '../company/make-groups.ts'
import type { Person } from '../company/person.ts'
import { sites } from '../company/sites.ts'
import { escapeDnValueInHex } from '../directory/distinguished-name.ts'
import type { EntryValues } from '../directory/entry.ts'
import { practicePhoto } from '../company/practice-photo.ts'

export const OPENLDAP_BASE = 'dc=practice,dc=example'
export const OPENLDAP_SERVICE_DN = `cn=svc-files,ou=Services,${OPENLDAP_BASE}`

/** An entry as an administrator would write it: no operational attributes. */
export interface PlainEntry {
  readonly dn: string
  readonly values: EntryValues
}

/** The company as OpenLDAP administrators usually arrange it, parents first, valid under the schemas core, cosine, inetorgperson and nis. */
export function openLdapCompany(company: Company): readonly PlainEntry[] {
  const personDns = new Map(company.people.map((person) => [person.login, personDn(person)]))
  return [
    { dn: OPENLDAP_BASE, values: { objectClass: ['top', 'dcObject', 'organization'], dc: 'practice', o: 'Practice Harbour Freight' } },
    ...['People', 'Former', 'Groups', 'Services', 'Computers', 'Partners'].map((name) => unit(name, OPENLDAP_BASE)),
    ...sites.map(({ name }) => unit(name, `ou=People,${OPENLDAP_BASE}`)),
    {
      dn: OPENLDAP_SERVICE_DN,
      values: {
        objectClass: ['top', 'applicationProcess', 'simpleSecurityObject'],
        cn: 'svc-files',
        description: 'Files.com reads the directory with this account'
      }
    },
    ...company.people.map((person) => personEntry(person, personDns)),
    ...company.computers.map((name) => ({
      dn: `cn=${name},ou=Computers,${OPENLDAP_BASE}`,
      values: { objectClass: ['top', 'device'], cn: name, serialNumber: `SN-${name}` }
    })),
    ...company.contacts.map(({ name }) => ({
      dn: `cn=${escapeDnValueInHex(name)},ou=Partners,${OPENLDAP_BASE}`,
      values: {
        objectClass: ['top', 'person', 'organizationalPerson'],
        cn: name,
        sn: name.split(' ').at(-1),
        description: 'Works for a partner'
      }
    })),
    ...company.groups.map((group, index) => groupEntry(group, index, personDns))
  ]
}

function personDn(person: Person): string {
  const unitDn =
    person.state === 'disabled' ? `ou=Former,${OPENLDAP_BASE}` : `ou=${escapeDnValueInHex(person.site)},ou=People,${OPENLDAP_BASE}`
  // Two generations of administrators: the older ones named entries by the full name.
  return isNamedByFullName(person)
    ? `cn=${escapeDnValueInHex(person.commonName)},${unitDn}`
    : `uid=${escapeDnValueInHex(person.login)},${unitDn}`
}

function isNamedByFullName({ login, username, commonName }: Person): boolean {
  return username !== login || /[^\p{L} .'-]|^ | $/u.test(commonName) || login.length % 5 === 0
}

function personEntry(person: Person, personDns: ReadonlyMap<string, string>): PlainEntry {
  const isUnix = person.unixNumber !== undefined
  const values: EntryValues = {
    objectClass: ['top', 'person', 'organizationalPerson', 'inetOrgPerson', ...(isUnix ? ['posixAccount', 'shadowAccount'] : [])],
    uid: person.username,
    cn: person.commonName,
    sn: person.familyName,
    givenName: person.givenName,
    displayName: person.displayName,
    mail: person.mail,
    title: person.title,
    departmentNumber: person.department,
    employeeNumber: person.employeeNumber,
    employeeType: person.state === 'disabled' ? 'former' : person.isContractor ? 'contractor' : 'employee',
    l: person.site,
    telephoneNumber: person.phone,
    manager: person.managerLogin === undefined ? undefined : personDns.get(person.managerLogin),
    jpegPhoto: person.hasPhoto ? practicePhoto(person.login) : undefined
  }
  return { dn: personDns.get(person.login) ?? '', values: isUnix ? { ...values, ...unixValues(person) } : values }
}

function unixValues(person: Person): EntryValues {
  return {
    uidNumber: String(person.unixNumber),
    gidNumber: person.isContractor ? '5030' : '5000',
    homeDirectory: `/home/${person.login}`,
    loginShell: '/bin/bash',
    shadowLastChange: '19800',
    // Days since 1970: an account that ended on the first day of 2020.
    shadowExpire: person.state === 'expired' ? '18262' : undefined
  }
}

function groupEntry(group: Group, index: number, personDns: ReadonlyMap<string, string>): PlainEntry {
  const dn = groupDn(group.name)
  const shared = { cn: group.name, description: group.description }
  if (group.listing === 'member-uid') {
    const gidNumber = group.name === CONTRACTORS ? '5030' : String(5000 + index)
    return { dn, values: { objectClass: ['top', 'posixGroup'], ...shared, gidNumber, memberUid: group.people } }
  }
  const members = [...group.people.flatMap((login) => personDns.get(login) ?? []), ...group.groups.map(groupDn), ...strangers(group)]
  // The class demands a member, so an empty group has a placeholder; a few names are written in other letter case, as people do.
  const written = members.map((member, position) => (position % 50 === 49 ? member.replace('ou=People', 'ou=PEOPLE') : member))
  return group.listing === 'unique-member'
    ? { dn, values: { objectClass: ['top', 'groupOfUniqueNames'], ...shared, uniqueMember: written } }
    : { dn, values: { objectClass: ['top', 'groupOfNames'], ...shared, member: written } }
}

/** A partner, a machine, and somebody who has left without anybody telling the group. */
function strangers(group: Group): readonly string[] {
  if (!group.hasStrangers) return []
  return [
    `cn=Nora Partner,ou=Partners,${OPENLDAP_BASE}`,
    `cn=BER-LT-0001,ou=Computers,${OPENLDAP_BASE}`,
    `uid=left.longago,ou=Former,${OPENLDAP_BASE}`
  ]
}

function groupDn(name: string): string {
  return `cn=${escapeDnValueInHex(name)},ou=Groups,${OPENLDAP_BASE}`
}

function unit(name: string, parentDn: string): PlainEntry {
  return { dn: `ou=${escapeDnValueInHex(name)},${parentDn}`, values: { objectClass: ['top', 'organizationalUnit'], ou: name } }
}
