import type { DirectoryFormField } from '../../src-main/core/model/directory-form.ts'

/** What a field means, in one line, and where its value is found: for people who administer something else. */
export interface FieldHelp {
  readonly label: string
  readonly explanation: string
  readonly whereToFind: string
  /** Typed on a computer of the domain; changes nothing. */
  readonly command?: string
}

export const fieldHelp = {
  host: {
    label: 'Host',
    explanation: 'The DNS name of the server that answers LDAP. For Active Directory that is a domain controller.',
    whereToFind: 'On a Windows computer of the domain, this names a domain controller:',
    command: 'nltest /dsgetdc:corp.example'
  },
  port: {
    label: 'Port',
    explanation: 'Where the server listens. Left empty, it is the usual one: 636 for LDAPS, 389 otherwise.',
    whereToFind: 'The usual port is right nearly always. 3269 and 3268 are the global catalog of Active Directory.'
  },
  security: {
    label: 'Security',
    explanation:
      'LDAPS encrypts from the first byte. StartTLS begins in plain text and then switches to encryption. Both need a certificate on the server.',
    whereToFind:
      'Choose LDAPS unless whoever runs the directory says otherwise. A domain controller offers it once it has a server certificate.'
  },
  serverType: {
    label: 'Server type',
    explanation: 'Which product answers. It decides how people, groups and memberships are looked for.',
    whereToFind: '“Find out” reads it from the server and says what it is.'
  },
  caPem: {
    label: 'CA file',
    explanation:
      'The certificate of your company’s own authority. It lets this computer verify a server that public authorities do not vouch for.',
    whereToFind:
      'Needed only when your company has its own authority. On a computer of the domain this lists it; export it without its private key.',
    command: 'certutil -viewstore -enterprise Root'
  },
  username: {
    label: 'User name',
    explanation: 'The service account that reads the directory: as UPN (name@corp.example), as DOMAIN\\name, or as distinguished name.',
    whereToFind:
      'An ordinary account without extra groups is enough: every account of a domain may read people and groups. OpenLDAP wants the distinguished name.',
    command: 'whoami /upn'
  },
  password: {
    label: 'Password',
    explanation: 'The password of the service account. It stays in memory until the window closes, and is never saved or logged.',
    whereToFind: 'One press of the button is one sign-in attempt, so that this application does not lock the account.'
  },
  baseDn: {
    label: 'Base DN',
    explanation: 'Where the search starts, written as a distinguished name. People and groups outside of it are not seen.',
    whereToFind: '“Suggest settings” reads it from the server. By hand, on a domain controller:',
    command: '(Get-ADDomain).DistinguishedName'
  },
  usernameField: {
    label: 'User name field',
    explanation:
      'The attribute whose value people type to sign in. A UPN (user principal name) looks like an e-mail address: name@corp.example.',
    whereToFind: 'sAMAccountName is the short Windows name, userPrincipalName the long one, uid is usual in OpenLDAP.'
  },
  domain: {
    label: 'Domain suffix',
    explanation: 'Appended to each user name after “@”. Leave it empty when the names are complete already.',
    whereToFind: 'It is the part of a UPN behind the “@”. Not needed together with userPrincipalName.'
  },
  person: {
    label: 'User name of a person',
    explanation: 'Somebody real who agrees: found in the directory by this name, then signed in once with their password.',
    whereToFind: 'One attempt, never repeated. A wrong password counts towards the lock-out of this person.'
  }
} as const satisfies Partial<Record<DirectoryFormField, FieldHelp>>

export type ExplainedField = keyof typeof fieldHelp

export function isExplained(field: string | undefined): field is ExplainedField {
  return field !== undefined && Object.hasOwn(fieldHelp, field)
}
