/** What an attribute of SCIM is called by people: `name.familyName` becomes `last name`. Unknown ones keep their own name. */
export function attributeText(path: string): string {
  const plain = path.replace(/^urn:ietf:params:scim:schemas:[^:]*:[^:]*:[^:]*:(?:user|group):/i, '').trim()
  const known = texts.find(({ pattern }) => pattern.test(plain))
  return known?.text ?? (plain === '' ? 'an attribute that is not named' : plain)
}

const texts: readonly { readonly pattern: RegExp; readonly text: string }[] = [
  { pattern: /^userName$/i, text: 'user name' },
  { pattern: /^emails?\b/i, text: 'mail' },
  { pattern: /^externalId$/i, text: 'external id' },
  { pattern: /^name\.givenName$/i, text: 'first name' },
  { pattern: /^name\.familyName$/i, text: 'last name' },
  { pattern: /^name(?:\.formatted)?$/i, text: 'full name' },
  { pattern: /^displayName$/i, text: 'display name' },
  { pattern: /^active$/i, text: 'active' },
  { pattern: /^members\b/i, text: 'members' },
  { pattern: /^phoneNumbers\b/i, text: 'phone number' },
  { pattern: /^addresses\b/i, text: 'address' },
  { pattern: /^preferredLanguage$/i, text: 'language' },
  { pattern: /^manager$/i, text: 'manager' }
]
