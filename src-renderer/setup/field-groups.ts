import type { ServiceField } from '../../src-main/core/model/service-field.ts'

export interface FieldGroup {
  readonly name: ServiceField['group']
  readonly title: string
  readonly fields: readonly ServiceField[]
}

const titles: Readonly<Record<ServiceField['group'], string>> = {
  connection: 'Connection',
  people: 'People',
  groups: 'Groups and filters',
  deprovisioning: 'When people leave',
  permissions: 'What new users may do',
  'sign-in': 'Sign-in',
  saml: 'SAML',
  oauth: 'OAuth',
  scim: 'SCIM'
}

const order: readonly ServiceField['group'][] = [
  'connection',
  'people',
  'groups',
  'deprovisioning',
  'permissions',
  'sign-in',
  'saml',
  'scim'
]

/** The fields under their headings, in the order in which one thinks of them. What OAuth is told cannot be read back and has a form of its own. */
export function fieldGroups(fields: readonly ServiceField[]): readonly FieldGroup[] {
  return order
    .map((name) => ({ name, title: titles[name], fields: fields.filter(({ group }) => group === name) }))
    .filter(({ fields: own }) => own.length > 0)
}
