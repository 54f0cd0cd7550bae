import { securityIdBytes } from '../directory/comparable-value.ts'

export const DNS_DOMAIN = 'practice.example'
export const NETBIOS_DOMAIN = 'PRACTICE'
export const SERVER_NAME = `dc1.${DNS_DOMAIN}`
export const DOMAIN_DN = 'DC=practice,DC=example'
export const CONFIGURATION_DN = `CN=Configuration,${DOMAIN_DN}`
export const SCHEMA_DN = `CN=Schema,${CONFIGURATION_DN}`
export const SERVER_DN = `CN=DC1,CN=Servers,CN=Default-First-Site-Name,CN=Sites,${CONFIGURATION_DN}`
export const SERVICE_LOGIN = 'svc-files'

export const DOMAIN_SID = 'S-1-5-21-2718281828-3141592653-1414213562'

/** Well-known numbers at the end of a SID. */
export const rid = { administrator: 500, guest: 501, krbtgt: 502, domainUsers: 513, domainComputers: 515, domainControllers: 516 } as const

export function domainSid(relativeId: number): Buffer {
  return securityIdBytes(`${DOMAIN_SID}-${relativeId}`)
}

/** The last number of a SID: what `primaryGroupID` and `primaryGroupToken` hold. */
export function relativeIdOf(sid: Buffer): number {
  return sid.readUInt32LE(sid.length - 4)
}
