import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import {
  adfsMetadata,
  entraMetadata,
  federationMetadata,
  keycloakMetadata,
  oktaMetadata,
  serviceMetadata,
  shibbolethMetadata,
  simpleSamlPhpMetadata
} from './make-metadata.ts'
import { makeSigningKey } from './signing-key.ts'

/** Writes test/fixtures/saml/metadata anew: `node test/support/saml/write-metadata-fixtures.ts`. The private keys are forgotten. */
async function writeFixtures(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const dates = { notBefore: '2025-06-01T00:00:00Z', notAfter: '2036-06-01T00:00:00Z' }
  const one = await makeSigningKey(dates)
  const two = await makeSigningKey({ notBefore: '2026-06-01T00:00:00Z', notAfter: '2037-06-01T00:00:00Z' })
  const wide = await makeSigningKey({ ...dates, name: 'accounts.accesscontrol.example' })
  const other = await makeSigningKey({ ...dates, name: 'Token signing' })
  const third = await makeSigningKey({ ...dates, name: 'Token encryption' })
  const documents: Readonly<Record<string, string>> = {
    'entra-one-key.xml': entraMetadata({ keys: [one] }),
    'entra-two-keys.xml': entraMetadata({ keys: [one, two] }),
    'entra-tenant-wide.xml': entraMetadata({ keys: [wide, one], signer: wide, withRoleDescriptors: true }),
    'entra-us-government.xml': entraMetadata({ keys: [one], loginHost: 'login.microsoftonline.us' }),
    'entra-china.xml': entraMetadata({
      keys: [one],
      issuerHost: 'sts.chinacloudapi.cn',
      loginHost: 'login.partner.microsoftonline.cn'
    }),
    'entra-common.xml': entraMetadata({
      keys: [wide],
      entityId: 'https://sts.windows.net/{tenantid}/',
      tenant: 'common',
      withRoleDescriptors: true
    }),
    'adfs.xml': adfsMetadata(other, third),
    'okta.xml': oktaMetadata(other),
    'shibboleth.xml': shibbolethMetadata(one, other, third),
    'simplesamlphp.xml': simpleSamlPhpMetadata(other),
    'keycloak.xml': keycloakMetadata(other),
    'federation-of-50.xml': federationMetadata([one, two, other], 50),
    'files-com-service.xml': serviceMetadata
  }
  for (const [name, xml] of Object.entries(documents)) writeFileSync(join(folder, name), xml)
  writeFileSync(join(folder, 'entra-one-key.cer'), one.certificatePem)
  writeFileSync(join(folder, 'entra-one-key.der'), Buffer.from(one.certificateBase64, 'base64'))
}

await writeFixtures(resolve(import.meta.dirname, '../../fixtures/saml/metadata'))
