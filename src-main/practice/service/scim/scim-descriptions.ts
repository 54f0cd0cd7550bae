import { GROUP_SCHEMA, USER_SCHEMA } from './scim-answer.ts'
import type { StoredRecord } from '../stored-records.ts'

const LIST = 'urn:ietf:params:scim:api:messages:2.0:ListResponse'

/** What the endpoint says of itself: no more than it can do. */
export const scimDescriptions: Readonly<Record<string, StoredRecord>> = {
  '/Schemas': list([
    schema(USER_SCHEMA, 'User', ['userName', 'name', 'emails', 'active', 'externalId']),
    schema(GROUP_SCHEMA, 'Group', ['displayName', 'members'])
  ]),
  '/ResourceTypes': list([resourceType('User', '/Users', USER_SCHEMA), resourceType('Group', '/Groups', GROUP_SCHEMA)]),
  '/ServiceProviderConfig': {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
    patch: { supported: true },
    bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
    filter: { supported: true, maxResults: 200 },
    changePassword: { supported: false },
    sort: { supported: false },
    etag: { supported: false },
    authenticationSchemes: [{ type: 'oauthbearertoken', name: 'Token', description: 'The SCIM token of the provider.' }]
  }
}

function list(resources: readonly StoredRecord[]): StoredRecord {
  return { schemas: [LIST], totalResults: resources.length, startIndex: 1, itemsPerPage: resources.length, Resources: resources }
}

function schema(id: string, name: string, attributes: readonly string[]): StoredRecord {
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Schema'],
    id,
    name,
    attributes: attributes.map((attribute) => ({
      name: attribute,
      type: attribute === 'active' ? 'boolean' : ['name', 'emails', 'members'].includes(attribute) ? 'complex' : 'string',
      multiValued: attribute === 'emails' || attribute === 'members',
      required: attribute === 'userName' || attribute === 'displayName',
      mutability: 'readWrite'
    }))
  }
}

function resourceType(name: string, endpoint: string, schemaId: string): StoredRecord {
  return { schemas: ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'], id: name, name, endpoint, schema: schemaId }
}
