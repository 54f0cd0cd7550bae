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
  users: [{ username: 'anna.müller@corp.example', authenticationMethod: 'sso', ssoStrategyId: 12, clear2fa: true }],
  safety: { ...usualSafetyLimits, protectedUsers: ['root@corp.example'], needsApproval: true }
}
