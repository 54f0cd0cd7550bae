import { z } from 'zod'
import type { FilesReader } from '../../../core/service/files-service.ts'
import type { ServiceCaller } from '../create-caller.ts'
import { optionalNumber, optionalText, shape } from '../shape.ts'

/** `GET /api_key`. The answer has a field for the key itself, which is not picked. */
export function apiKeyEndpoint(caller: ServiceCaller): Pick<FilesReader, 'apiKey'> {
  return { apiKey: (signal) => caller.read('api_key', apiKeyShape, signal) }
}

const apiKeySchema = z.object({
  id: z.number(),
  name: optionalText,
  permission_set: optionalText,
  expires_at: optionalText,
  created_at: optionalText,
  user_id: optionalNumber,
  workspace_id: optionalNumber
})

const apiKeyShape = shape(apiKeySchema, (key) => ({
  id: key.id,
  name: key.name ?? '',
  permissionSet: key.permission_set ?? '',
  expiresAt: key.expires_at ?? undefined,
  createdAt: key.created_at ?? undefined,
  userId: key.user_id ?? undefined,
  workspaceId: key.workspace_id ?? undefined
}))
