import { type EntraAddress, readEntraAddress } from '../../entra/read-entra-address.ts'
import { readTenant, tenantText, withoutBraces } from '../../entra/tenant.ts'
import type { OauthForm } from '../../model/oauth-form.ts'
import { advice, error, type FieldFinding, warning } from './field-finding.ts'
import { copiedAlong, idFlaw } from './id-text.ts'

/** The Directory (tenant) ID as typed. The first is the one to repair first. */
export function tenantFindings({
  tenantId: typed,
  clientId,
  cloud
}: Pick<OauthForm, 'tenantId' | 'clientId' | 'cloud'>): readonly FieldFinding[] {
  const wrong = flawOf(typed, clientId)
  if (wrong !== undefined) return [wrong]
  const around = copiedAlong(typed, NAME)
  const tenant = readTenant(withoutBraces(typed))
  if (tenant.kind !== 'domain') return around
  const home = cloudOfDomain(tenant.domain)
  return [
    ...around,
    warning(
      'This is a domain. Files.com asks for the Directory (tenant) ID, and whether it takes a domain is not documented. The test finds the id.'
    ),
    ...(home === undefined || home === cloud
      ? []
      : [advice(`Domains that end like this belong to ${cloudNames[home]}: check which cloud is chosen.`)])
  ]
}

/** The cloud that a domain given by Microsoft tells; `undefined`: it tells nothing. `onmicrosoft.com` is also used by parts of the US government. */
export function cloudOfDomain(domain: string): OauthForm['cloud'] | undefined {
  if (/\.onmicrosoft\.us$/i.test(domain)) return 'us-government'
  if (/\.partner\.onmschina\.cn$/i.test(domain)) return 'china'
  return undefined
}

const NAME = 'tenant id'
const WHERE = 'It stands on the overview of the app registration as “Directory (tenant) ID”.'
const cloudNames: Readonly<Record<OauthForm['cloud'], string>> = {
  global: 'the global cloud',
  'us-government': 'the cloud of the US government',
  china: 'the cloud in China'
}

/** Tenant of everybody’s personal accounts. Source: learn.microsoft.com/entra/identity-platform/id-token-claims-reference */
const PERSONAL_ACCOUNTS = '9188040d-6c67-4c5b-b112-36a304b66dad'

function flawOf(typed: string, clientId: string): FieldFinding | undefined {
  const text = withoutBraces(typed)
  if (text === '') return error(`Enter the tenant id. ${WHERE}`)
  // People leave the beginning out, and browsers hide it.
  const address = readEntraAddress(text) ?? (/^[\w.-]+\.[a-z]{2,}\//i.test(text) ? readEntraAddress(`https://${text}`) : undefined)
  if (address !== undefined) return error(addressText(address))
  const flaw = idFlaw(text, NAME)
  if (flaw !== undefined) return error(flaw)
  const tenant = readTenant(text)
  switch (tenant.kind) {
    case 'id':
      return tenant.id === PERSONAL_ACCOUNTS
        ? error(`This is the number under which Microsoft keeps personal accounts, not the tenant of a company. ${WHERE}`)
        : undefined
    case 'domain':
      return domainFlaw(tenant.domain)
    case 'shared':
      return error(`“${tenant.name}” stands for the tenants of everybody, and this application is for one. ${WHERE}`)
    case 'placeholder':
      return error(`The placeholder ${tenant.text} was never filled in. ${WHERE}`)
    case 'other':
      return error(otherText(text, clientId))
  }
}

function domainFlaw(domain: string): FieldFinding | undefined {
  if (domain === 'files.com' || domain.endsWith('.files.com'))
    return error(`This is an address of Files.com. The tenant is the one of your company at Microsoft. ${WHERE}`)
  if (isHostOfMicrosoft(domain)) return error(`This is a host of Microsoft, and names no tenant. ${WHERE}`)
  if (/\.(?:ciamlogin|b2clogin)\.com$/.test(domain))
    return error(
      `On this host customers sign in (Entra External ID, Azure AD B2C), and that Files.com can be given it is not documented. For the people of a company: ${WHERE}`
    )
  return undefined
}

function isHostOfMicrosoft(host: string): boolean {
  const read = readEntraAddress(`https://${host}`)
  return read?.cloud !== undefined || read?.page === 'portal'
}

function addressText(address: EntraAddress): string {
  const { tenant } = address
  return tenant?.kind === 'id' || tenant?.kind === 'domain'
    ? `This is a whole address. The tenant in it is ${tenantText(tenant)}: enter only that.`
    : `This is a whole address, and it names no tenant. ${WHERE}`
}

function otherText(text: string, clientId: string): string {
  if (/^[^@\s]+@[^@\s]+$/.test(text)) return `This is a user name or a mail address. The tenant is the company. ${WHERE}`
  if (text === clientId.trim()) return 'This is the same as the client id, and neither is an id: each has 32 digits in five groups.'
  if (/^[^\s/@]+\.[^\s/@.]{2,}$/.test(text) && /[^ -~]/.test(text))
    return `A domain with such letters is asked for in its other form, which begins with xn--. Enter that, or better the id. ${WHERE}`
  return `This is neither an id (32 digits in five groups) nor a domain. ${WHERE}`
}
