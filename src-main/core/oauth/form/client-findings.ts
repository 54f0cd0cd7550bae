import { readEntraAddress } from '../../entra/read-entra-address.ts'
import { isGuid, readTenant, withoutBraces } from '../../entra/tenant.ts'
import type { OauthForm } from '../../model/oauth-form.ts'
import { error, type FieldFinding } from './field-finding.ts'
import { copiedAlong, idFlaw, sameId } from './id-text.ts'

/** The Application (client) ID as typed. The first is the one to repair first. */
export function clientFindings({ clientId: typed, tenantId }: Pick<OauthForm, 'tenantId' | 'clientId'>): readonly FieldFinding[] {
  const text = withoutBraces(typed)
  if (text === '') return [error(`Enter the client id. ${WHERE}`)]
  const address = readEntraAddress(text)
  if (address !== undefined) return [error(addressText(text, address.applicationIds[0]))]
  const flaw = idFlaw(text, NAME)
  if (flaw !== undefined) return [error(flaw)]
  if (!isGuid(text)) return [notAnId(text, tenantId)]
  if (sameId(text, tenantId)) return [error('This is the same number as the tenant id: one of the two was copied twice.', 'same-ids')]
  const known = MICROSOFTS_OWN[text.toLowerCase()]
  if (known !== undefined)
    return [error(`This is the number of ${known}, an application of Microsoft, and not of your registration. ${WHERE}`)]
  return copiedAlong(typed, NAME)
}

const NAME = 'client id'
const WHERE = 'It stands on the overview of the app registration as “Application (client) ID”.'

/** Seen in every tenant, so easily taken. Source: learn.microsoft.com/troubleshoot/entra/entra-id/governance/verify-first-party-apps-sign-in */
const MICROSOFTS_OWN: Readonly<Record<string, string>> = {
  '00000003-0000-0000-c000-000000000000': 'Microsoft Graph',
  '00000002-0000-0000-c000-000000000000': 'Azure AD Graph',
  '1950a258-227b-4e31-a9cf-717495945fc2': 'Azure PowerShell',
  '04b07795-8ddb-461a-bbee-02f9e1bf7b46': 'the Azure command line'
}

function addressText(text: string, applicationId: string | undefined): string {
  const id = applicationId ?? ID_URI.exec(text)?.[1] ?? IN_ADDRESS.exec(text)?.[1]
  return id !== undefined && isGuid(id)
    ? `This is a whole address. The application in it is ${id}: enter only that.`
    : `This is a whole address, and it names no application. ${WHERE}`
}

/** The Application ID URI, which the portal shows beside the id and makes of it. */
const ID_URI = /^api:\/\/([0-9a-f-]{36})\/?$/i
/** As the portal writes it behind its `#`. */
const IN_ADDRESS = /\bapp(?:lication)?id(?:\/|=|%2f)([0-9a-f-]{36})/i

function notAnId(text: string, tenantId: string): FieldFinding {
  const read = readTenant(text)
  if (read.kind === 'domain' && read.domain !== 'files.com')
    return error(
      isGuid(withoutBraces(tenantId))
        ? 'This is a domain, and the number that belongs here may stand in the box of the tenant: are the two swapped?'
        : `This is a domain. It may name the tenant, but never the application. ${WHERE}`,
      'swapped-ids'
    )
  if (/@/.test(text)) return error(`This is a user name or a mail address. ${WHERE}`)
  if (/^.{3}\d[Qq]~/.test(text))
    return error('This looks like a client secret, which has a box of its own. Empty this one, and enter the client id.')
  return error(`This is no id: an id has 32 digits in five groups. ${WHERE}`)
}
