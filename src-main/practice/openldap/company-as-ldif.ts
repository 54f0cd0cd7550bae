import { makeCompany, PERSON_PASSWORD, SERVICE_PASSWORD } from '../company/make-company.ts'
import { OPENLDAP_SERVICE_DN, openLdapCompany } from './openldap-company.ts'

/** The practice company as LDIF (RFC 2849), with passwords, ready for a real slapd with the schemas core, cosine, inetorgperson and nis. */
export function companyAsLdif(_flavour: 'openldap' = 'openldap'): string {
  return openLdapCompany(makeCompany())
    .map(({ dn, values }) => {
      const lines = [line('dn', dn)]
      for (const [name, given] of Object.entries(values)) {
        const all = given === undefined ? [] : typeof given === 'string' || Buffer.isBuffer(given) ? [given] : given
        lines.push(...all.map((value) => line(name, value)))
      }
      const password = dn === OPENLDAP_SERVICE_DN ? SERVICE_PASSWORD : 'uid' in values ? PERSON_PASSWORD : undefined
      if (password !== undefined) lines.push(line('userPassword', password))
      return `${lines.join('\n')}\n`
    })
    .join('\n')
}

function line(name: string, value: string | Buffer): string {
  const isPlain = typeof value === 'string' && /^(?![ :<])[\x20-\x7e]*(?<! )$/.test(value)
  return isPlain ? `${name}: ${value}` : `${name}:: ${Buffer.from(value).toString('base64')}`
}
