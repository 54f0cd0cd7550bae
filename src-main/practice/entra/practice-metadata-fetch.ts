import { throwIfCancelled } from '../../core/cancel.ts'
import { fail, succeed } from '../../core/result.ts'
import type { MetadataFetchPort } from '../../core/saml/saml-ports.ts'
import type { PracticeTenant } from './practice-tenant.ts'

/** Answers for the addresses of the practice tenant inside this process; Microsoft is never asked about it. Every other address goes on to `next`. */
export function withPracticeTenant(next: MetadataFetchPort, tenant: PracticeTenant): MetadataFetchPort {
  return {
    async fetch(url, limits, signal) {
      if (!isOfTenant(url, tenant)) return next.fetch(url, limits, signal)
      throwIfCancelled(signal)
      const xml = tenant.metadataAt(url)
      const { host } = new URL(url)
      if (xml === undefined) return fail({ kind: 'status', host, status: 404, text: '' })
      const bytes = new TextEncoder().encode(xml)
      if (bytes.byteLength > limits.mostBytes) return fail({ kind: 'too-large', host, mostBytes: limits.mostBytes })
      return succeed({ bytes, finalUrl: url, redirects: [], contentType: 'application/samlmetadata+xml; charset=utf-8', durationMs: 0 })
    }
  }
}

/** Also its addresses that lead nowhere: a made-up tenant is nothing to ask Microsoft about. Never with another scheme than https. */
function isOfTenant(url: string, { names }: PracticeTenant): boolean {
  if (!URL.canParse(url)) return false
  const asked = new URL(url)
  return asked.origin === new URL(names.metadataUrl).origin && asked.pathname.toLowerCase().startsWith(`/${names.tenantId}/`)
}
