import type { z } from 'zod'
import type { Profile, WantedOauth, WantedSaml } from '../core/profile/profile.ts'
import type { SamlSource } from '../core/saml/saml-source.ts'
import type { profileSchema } from './profile-schema.ts'

type ReadProfile = z.output<typeof profileSchema>
type ReadSaml = NonNullable<ReadProfile['saml']>

/** What was read, as the profile that everything else works with: absent is `undefined`, and nothing that belongs to the file only. */
export function profileOf(read: ReadProfile): Profile {
  return {
    schemaVersion: read.schemaVersion,
    name: read.name,
    site: read.site,
    directory:
      read.directory === undefined
        ? undefined
        : {
            host: read.directory.host,
            port: read.directory.port,
            security: read.directory.security,
            caPem: read.directory.caPem,
            allowCleartext: read.directory.allowCleartext
          },
    siteLdap: read.siteLdap,
    strategies: read.strategies,
    saml: read.saml === undefined ? undefined : samlOf(read.saml),
    oauth: read.oauth === undefined ? undefined : oauthOf(read.oauth),
    users: read.users.map(({ username, authenticationMethod, ssoStrategyId, clear2fa, newUsername, newEmail }) => ({
      username,
      authenticationMethod,
      ssoStrategyId,
      clear2fa,
      newUsername,
      newEmail
    })),
    groups: read.groups.map(({ id, name, newName }) => ({ id, name, newName })),
    safety: read.safety
  }
}

function samlOf(read: ReadSaml): WantedSaml {
  return {
    strategyId: read.strategy,
    displayName: read.displayName,
    source: sourceOf(read),
    enabled: read.enabled,
    showOnLoginPage: read.showOnLoginPage,
    fields: read.fields
  }
}

function oauthOf(read: NonNullable<ReadProfile['oauth']>): WantedOauth {
  return {
    strategyId: read.strategy,
    displayName: read.displayName,
    tenantId: read.tenantId,
    clientId: read.clientId,
    entersCredentials: read.clientSecret === 'set',
    secretEndsOn: read.secretEndsOn,
    enabled: read.enabled,
    showOnLoginPage: read.showOnLoginPage,
    fields: read.fields
  }
}

function sourceOf({ metadataUrl, metadataXml, certificate: one }: ReadSaml): SamlSource | undefined {
  if (metadataUrl !== undefined) return { mode: 'url', url: metadataUrl }
  if (metadataXml !== undefined) return { mode: 'xml', xml: metadataXml }
  return one === undefined ? undefined : { mode: 'fingerprint', ...one }
}
