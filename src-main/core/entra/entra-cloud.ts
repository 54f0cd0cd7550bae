/** The national clouds of Microsoft Entra ID; tenants live in exactly one. Source: learn.microsoft.com/entra/identity-platform/authentication-national-cloud */
export interface EntraCloud {
  readonly id: 'global' | 'us-government' | 'china'
  /** `Microsoft Entra ID (global)`. */
  readonly name: string
  /** Host of sign-in and metadata. */
  readonly loginHost: string
  /** Other hosts under which the same sign-in was or is reached. */
  readonly otherLoginHosts: readonly string[]
  /** Host of the issuer (entity id) of tokens and metadata. */
  readonly issuerHost: string
  /** Where the administrator clicks. */
  readonly portalUrl: string
}

export const entraClouds: readonly EntraCloud[] = [
  {
    id: 'global',
    name: 'Microsoft Entra ID (global)',
    loginHost: 'login.microsoftonline.com',
    otherLoginHosts: ['login.microsoft.com', 'login.windows.net'],
    issuerHost: 'sts.windows.net',
    portalUrl: 'https://portal.azure.com'
  },
  {
    id: 'us-government',
    name: 'Microsoft Entra ID for US Government',
    loginHost: 'login.microsoftonline.us',
    otherLoginHosts: [],
    issuerHost: 'sts.windows.net',
    portalUrl: 'https://portal.azure.us'
  },
  {
    id: 'china',
    name: 'Microsoft Entra ID in China (21Vianet)',
    loginHost: 'login.partner.microsoftonline.cn',
    otherLoginHosts: ['login.chinacloudapi.cn'],
    issuerHost: 'sts.chinacloudapi.cn',
    portalUrl: 'https://portal.azure.cn'
  }
]
