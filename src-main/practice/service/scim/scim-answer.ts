import type { StoredRecord } from '../stored-records.ts'

/** What the SCIM endpoint answers; without a body for 204. */
export interface ScimServerAnswer {
  readonly status: number
  readonly body?: StoredRecord
}

export const USER_SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:User'
export const GROUP_SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:Group'

export function scimFound(body: StoredRecord): ScimServerAnswer {
  return { status: 200, body }
}

export const noContent: ScimServerAnswer = { status: 204 }

/** `scimType` as RFC 7644 names it: `invalidFilter`, `uniqueness`, `invalidValue`. */
export function scimError(status: number, detail: string, scimType?: string): ScimServerAnswer {
  return {
    status,
    body: {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      status: String(status),
      detail,
      ...(scimType === undefined ? {} : { scimType })
    }
  }
}

export function scimList(resources: readonly StoredRecord[], query: URLSearchParams): ScimServerAnswer {
  const start = Math.max(1, Number(query.get('startIndex') ?? 1) || 1)
  const count = Math.max(0, Math.min(200, Number(query.get('count') ?? 100) || 0))
  const page = resources.slice(start - 1, start - 1 + count)
  return scimFound({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults: resources.length,
    startIndex: start,
    itemsPerPage: page.length,
    Resources: page
  })
}
