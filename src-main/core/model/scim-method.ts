/** How Entra ID signs in to SCIM of a provider. */
export type ScimMethod = 'off' | 'basic' | 'token'

/** The words of the field are not documented; `basic` is the one of the two that says a user name and a password. */
export function scimMethod(fields: Readonly<Record<string, unknown>>): ScimMethod {
  const value = fields['scim_authentication_method']
  const word = typeof value === 'string' ? value.trim().toLowerCase() : ''
  if (word === '' || word === 'none' || word === 'disabled') return 'off'
  return word.startsWith('basic') ? 'basic' : 'token'
}

/** Whether SCIM is on, by what a provider holds. */
export function isScimOn(fields: Readonly<Record<string, unknown>>): boolean {
  return scimMethod(fields) !== 'off'
}
