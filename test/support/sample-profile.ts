import { PROFILE_VERSION, type Profile, usualSafetyLimits } from '../../src-main/core/profile/profile.ts'

/** A profile that uses every part. */
export const sampleProfile: Profile = {
  schemaVersion: PROFILE_VERSION,
  name: 'Acme “Haupt” site',
  site: 'acme',
  directory: { host: 'dc1.corp.example', port: 3269, security: 'ldaps', caPem: undefined, allowCleartext: false },
  siteLdap: { ldap_enabled: true, ldap_host: 'dc1.corp.example', ldap_password: 'set', ldap_port: 636 },
  strategies: [{ id: 12, fields: { ldap_host_2: '', provision_users: true } }],
  saml: {
    strategyId: undefined,
    displayName: 'Entra ID “Haupt”',
    source: {
      mode: 'fingerprint',
      sha256: '0f'.repeat(32),
      issuer: 'https://sts.windows.net/8adf8e6e-67b2-4cf2-a259-e3dc5476c621/',
      signOnUrl: 'https://login.microsoftonline.com/8adf8e6e-67b2-4cf2-a259-e3dc5476c621/saml2',
      logoutUrl: ''
    },
    enabled: true,
    showOnLoginPage: undefined,
    fields: { provision_users: true }
  },
  oauth: {
    strategyId: 14,
    displayName: 'Entra ID by OAuth',
    tenantId: '8adf8e6e-67b2-4cf2-a259-e3dc5476c621',
    clientId: '5c9b2a7f-1d34-4f0a-8f5e-6f6a1e1d2c3b',
    entersCredentials: true,
    secretEndsOn: '2027-11-30',
    enabled: undefined,
    showOnLoginPage: true,
    fields: { provision_users: true }
  },
  users: [
    {
      username: 'anna.müller@corp.example',
      authenticationMethod: 'sso',
      ssoStrategyId: 12,
      clear2fa: true,
      newUsername: 'anna.mueller@corp.example',
      newEmail: undefined
    }
  ],
  groups: [{ id: 7, name: '0b0f4a0e-7b3c-4b6e-9d5e-2f1c6a8e4d11', newName: 'Finance “Nord”' }],
  safety: { ...usualSafetyLimits, protectedUsers: ['root@corp.example'], needsApproval: true }
}
