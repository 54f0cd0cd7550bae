import { explainScimEntry } from '../../../../src-main/core/scim/log/explain-scim-entry.ts'
import { readEntries } from '../../../../src-main/core/scim/log/scim-log-view.ts'
import type { ScimLogFacts } from '../../../../src-main/core/service/service-facts.ts'

export const UPN = 'anna.smith@corp.example'

let lastId = 0

/** An entry of the log as the service gives it; bodies are written as JSON. */
export function scimEntry(
  method: string,
  path: string,
  status: number | undefined,
  bodies: { readonly request?: unknown; readonly response?: unknown; readonly at?: string } = {}
): ScimLogFacts {
  lastId += 1
  return {
    id: lastId,
    createdAt: bodies.at ?? '2026-11-20T10:00:00Z',
    requestMethod: method,
    requestPath: path,
    responseCode: status,
    requestJson: bodies.request === undefined ? undefined : JSON.stringify(bodies.request),
    responseJson: bodies.response === undefined ? undefined : JSON.stringify(bodies.response),
    userAgent: undefined
  }
}

export function search(filter: string, resource = 'Users'): string {
  return `/api/scim/${resource}?filter=${encodeURIComponent(filter)}`
}

export function patch(...operations: readonly unknown[]): unknown {
  return { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: operations }
}

export function list(...resources: readonly unknown[]): unknown {
  return { totalResults: resources.length, Resources: resources }
}

export { explainScimEntry, readEntries }
