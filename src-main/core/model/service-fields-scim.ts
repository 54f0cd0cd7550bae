import type { ServiceField } from './service-field.ts'

/** The switch of SCIM. Files.com makes the token by itself; nobody enters it, so it is no field. */
export const scimFields: readonly ServiceField[] = [
  {
    name: 'scim_authentication_method',
    label: 'SCIM authentication',
    help: 'How Entra ID signs in to the SCIM endpoint: with a token. Empty: SCIM is off. Older providers may show “basic”. Only the name of this field is documented, not its values.',
    group: 'scim',
    type: { kind: 'choice', choices: [{ value: 'token', label: 'Token' }], isOpen: true },
    readBack: 'exact'
  },
  {
    name: 'scim_oauth_access_token_expires_at',
    label: 'Token Expiration',
    help: 'The day on which the SCIM token ends, like 2027-11-30. A later day extends the token; nothing has to be changed at Entra ID then.',
    group: 'scim',
    type: { kind: 'text' },
    readBack: 'normalised'
  }
]
