import type { ServiceField } from './service-field.ts'

/**
 * How Files.com is told about the app registration of OAuth. It shows nothing of it again. The contract of 2020 names the client id and the
 * secret; what it calls the tenant is documented nowhere, so this name is ours, and a person enters all three.
 */
export const oauthFields: readonly ServiceField[] = [
  {
    name: 'tenant_id',
    label: 'Tenant ID',
    help: 'Directory (tenant) ID of the app registration in Entra ID.',
    group: 'oauth',
    type: { kind: 'unseen' },
    readBack: 'exact'
  },
  {
    name: 'client_id',
    label: 'Client ID',
    help: 'Application (client) ID of the app registration in Entra ID.',
    group: 'oauth',
    type: { kind: 'unseen' },
    readBack: 'exact'
  },
  {
    name: 'client_secret',
    label: 'Client secret',
    help: 'The Value of the client secret, not its Secret ID. Entra ID shows it once, when it is made.',
    group: 'oauth',
    type: { kind: 'secret' },
    readBack: 'exact'
  }
]
