import type { EntraCloud } from '../entra/entra-cloud.ts'

/**
 * What a token is asked for, only because Entra ID gives none without naming a resource: Microsoft Graph, with the permissions that the
 * registration has anyway. Source: learn.microsoft.com/graph/deployments
 */
export function graphScope({ id }: EntraCloud): string {
  return `https://${graphHosts[id]}/.default`
}

const graphHosts: Readonly<Record<EntraCloud['id'], string>> = {
  global: 'graph.microsoft.com',
  'us-government': 'graph.microsoft.us',
  china: 'microsoftgraph.chinacloudapi.cn'
}
