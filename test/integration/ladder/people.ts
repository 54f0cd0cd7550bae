/** An LDIF text with one entry of these attributes; values that LDIF cannot hold as they are go in base64 (RFC 2849). */
export function entryLdif(dn: string, attributes: Readonly<Record<string, string | readonly string[]>>): string {
  const lines = Object.entries(attributes).flatMap(([name, values]) =>
    (typeof values === 'string' ? [values] : values).map((value) => line(name, value))
  )
  return `${[line('dn', dn), ...lines].join('\n')}\n`
}

function line(name: string, value: string): string {
  const isPlain = /^[!-9;=-~][ -~]*$/.test(value) && !value.endsWith(' ')
  return isPlain ? `${name}: ${value}` : `${name}:: ${Buffer.from(value).toString('base64')}`
}

/** A person of inetOrgPerson below `parent`, called and named after `uid` unless told otherwise; an empty value leaves the attribute out. */
export function personLdif(parent: string, uid: string, attributes: Readonly<Record<string, string>> = {}): string {
  const all = {
    objectClass: 'inetOrgPerson',
    cn: uid,
    sn: uid,
    uid,
    mail: `${uid.toLowerCase()}@corp.example.test`,
    userPassword: `${uid}-Secret-1`,
    ...attributes
  }
  return entryLdif(`uid=${uid},${parent}`, Object.fromEntries(Object.entries(all).filter(([, value]) => value !== '')))
}

/** Three people and a group with two of them: enough for a ladder without remarks. */
export function smallCompany(suffix = 'dc=corp,dc=example,dc=test'): readonly string[] {
  const people = `ou=people,${suffix}`
  return [
    ...['anna', 'bjorn', 'carla'].map((uid) => personLdif(people, uid)),
    entryLdif(`cn=staff,ou=groups,${suffix}`, {
      objectClass: 'groupOfNames',
      cn: 'staff',
      member: [`uid=anna,${people}`, `uid=bjorn,${people}`]
    })
  ]
}
