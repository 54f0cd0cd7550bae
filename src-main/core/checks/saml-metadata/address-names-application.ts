import { problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import type { EntraAddress } from '../../entra/read-entra-address.ts'
import { isGuid, tenantText } from '../../entra/tenant.ts'
import { applicationMetadataUrl } from '../../entra/tenant-addresses.ts'
import { type Check, failed, passed, skipped } from '../check.ts'
import type { SamlMetadataProbes } from './probes.ts'

export const addressNamesApplication: Check<SamlMetadataProbes> = {
  id: 'saml-metadata.address-names-application',
  title: 'The address names the application',
  origin: 'microsoft',
  needs: ['saml-metadata.address-names-tenant'],
  async run({ address, expected }) {
    if (address?.read?.cloud === undefined) return skipped('Only addresses of Entra ID name an application.')
    const { applicationIds, text } = address.read
    const wanted = expected.applicationId.trim()
    const [found = ''] = applicationIds
    const evidence = [seen('Address', text), ...(wanted === '' ? [] : [seen('Expected application', wanted)])]
    if (found === '') return failed(problem('saml.metadata.no-app-id', { corrected: correctedAddress(address.read, wanted) }, evidence))
    const objection = objectionTo(applicationIds, wanted)
    if (objection !== undefined) return failed(problem('saml.metadata.app-id-differs', { found, because: objection }, evidence))
    return passed(wanted === '' ? `The application is ${found}.` : `The application is the expected one, ${found}.`, [
      seen('Application id (appid)', found)
    ])
  }
}

function objectionTo(found: readonly string[], wanted: string): string | undefined {
  const [first = '', ...more] = found
  if (more.some((other) => other.toLowerCase() !== first.toLowerCase()))
    return `it names ${found.length} of them, and which counts is not known`
  if (!isGuid(first)) return 'an application id has the form of 3fa85f64-5717-4562-b3fc-2c963f66afa6'
  if (wanted !== '' && wanted.toLowerCase() !== first.toLowerCase()) return `you expect ${wanted}`
  return undefined
}

/** Empty when something of it is not known. */
function correctedAddress({ cloud, tenant }: EntraAddress, applicationId: string): string {
  if (cloud === undefined || tenant === undefined || !isGuid(applicationId)) return ''
  return applicationMetadataUrl(cloud, tenantText(tenant), applicationId)
}
