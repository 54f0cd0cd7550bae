import { faultySuffix } from '../../support/fault-desk.ts'

export function personDn(index: number): string {
  return `uid=${personName(index)},ou=people,${faultySuffix}`
}

export function personName(index: number): string {
  return `u${String(index).padStart(5, '0')}`
}

/** LDIF of people who are numbered through, each with a mail address. */
export function peopleEntries(count: number): string {
  return Array.from({ length: count }, (_, index) => {
    const name = personName(index)
    return `dn: ${personDn(index)}\nobjectClass: inetOrgPerson\nuid: ${name}\ncn: Person ${String(index)}\nsn: P\nmail: ${name}@corp.example.test\n`
  }).join('\n')
}

/** LDIF of groups with ten of the people each. */
export function groupEntries(count: number, people: number): string {
  return Array.from({ length: count }, (_, index) => {
    const members = Array.from({ length: 10 }, (_each, place) => `member: ${personDn((index * 7 + place) % people)}`)
    return `dn: cn=group ${String(index)},ou=groups,${faultySuffix}\nobjectClass: groupOfNames\ncn: group ${String(index)}\n${members.join('\n')}\n`
  }).join('\n')
}
