import { z } from 'zod'
import type { FilesReader } from '../../../core/service/files-service.ts'
import type { ServiceCaller } from '../create-caller.ts'
import { listShape, optionalText } from '../shape.ts'

/** `GET /groups`. */
export function groupsEndpoint(caller: ServiceCaller): Pick<FilesReader, 'groups'> {
  return { groups: (signal) => caller.pages('groups', {}, groupsShape, signal) }
}

const groupsShape = listShape(z.object({ id: z.number(), name: z.string(), usernames: optionalText }), (group) => ({
  id: group.id,
  name: group.name,
  usernames: group.usernames ?? undefined
}))
