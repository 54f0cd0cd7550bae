/** How a tenant is named in an address. Only `id` and `domain` name one tenant. */
export type EntraTenant =
  /** Lower case. */
  | { readonly kind: 'id'; readonly id: string }
  /** A domain that the tenant has proved to own; which tenant that is, only Microsoft can tell. */
  | { readonly kind: 'domain'; readonly domain: string }
  /** For applications of many tenants: `common`, `organizations`, `consumers`. */
  | { readonly kind: 'shared'; readonly name: string }
  /** `{tenant}` or `{tenantid}` was never filled in. */
  | { readonly kind: 'placeholder'; readonly text: string }
  | { readonly kind: 'other'; readonly text: string }

/** Reads the part of an address that names a tenant. */
export function readTenant(text: string): EntraTenant {
  const written = text.trim()
  if (isGuid(written)) return { kind: 'id', id: written.toLowerCase() }
  if (/^(?:common|organizations|consumers)$/i.test(written)) return { kind: 'shared', name: written.toLowerCase() }
  if (hasPlaceholder(written)) return { kind: 'placeholder', text: written }
  if (DOMAIN.test(written)) return { kind: 'domain', domain: written.toLowerCase() }
  return { kind: 'other', text: written }
}

/** `3fa85f64-5717-4562-b3fc-2c963f66afa6`, in any case. */
export function isGuid(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text)
}

/** As people copy it out of scripts and the registry: `{3FA85F64-...}` becomes `3FA85F64-...`; any other text stays as it is. */
export function withoutBraces(text: string): string {
  const inside = /^\{([^{}]*)\}$/.exec(text.trim())?.[1]?.trim() ?? ''
  return isGuid(inside) ? inside : text.trim()
}

/** A placeholder of Microsoft’s documentation, or of the documents that `common` gives: `{tenant}`, `{tenantid}`, `[tenant-id]`, `<tenant>`. */
export function hasPlaceholder(text: string): boolean {
  return /[{[<](?:your[-_ ]?)?(?:tenant|directory)[-_ ]?(?:id|name|domain)?[}\]>]/i.test(text)
}

export function tenantText(tenant: EntraTenant): string {
  switch (tenant.kind) {
    case 'id':
      return tenant.id
    case 'domain':
      return tenant.domain
    case 'shared':
      return tenant.name
    case 'placeholder':
    case 'other':
      return tenant.text
  }
}

const DOMAIN = /^(?=.{3,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/i
