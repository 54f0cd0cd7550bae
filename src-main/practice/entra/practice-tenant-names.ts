import { repeatableUuid } from '../company/repeatable-uuid.ts'

/** What the practice tenant is called: the same every time, so that a site can be seeded before there is a tenant. */
export interface TenantNames {
  /** GUIDs in small letters. */
  readonly tenantId: string
  readonly applicationId: string
  /** Entity id, with its final slash. */
  readonly issuer: string
  /** Sign-on and logout alike. */
  readonly signOnUrl: string
  /** “App Federation Metadata Url”: under Microsoft’s host, which is never asked for it. */
  readonly metadataUrl: string
}

export function practiceTenantNames(): TenantNames {
  return tenantNames('tenant')
}

/** A tenant that the practice company has nothing to do with. */
export function otherTenantNames(): TenantNames {
  return tenantNames('other tenant')
}

/** A repeatable GUID as Entra writes them. */
export function practiceGuid(seed: string): string {
  return repeatableUuid(seed)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

function tenantNames(seed: string): TenantNames {
  const tenantId = practiceGuid(seed)
  const applicationId = practiceGuid(`${seed}/application`)
  return {
    tenantId,
    applicationId,
    issuer: `https://sts.windows.net/${tenantId}/`,
    signOnUrl: `https://${LOGIN_HOST}/${tenantId}/saml2`,
    metadataUrl: `https://${LOGIN_HOST}/${tenantId}/federationmetadata/2007-06/federationmetadata.xml?appid=${applicationId}`
  }
}

const LOGIN_HOST = 'login.microsoftonline.com'
