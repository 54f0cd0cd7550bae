import { z } from 'zod'
import type { FilesService } from '../../../core/service/files-service.ts'
import type { GroupFacts } from '../../../core/service/service-facts.ts'
import type { ServiceCaller } from '../create-caller.ts'
import { listShape, optionalText, shape } from '../shape.ts'

/** `/groups`. */
export function groupsEndpoint(caller: ServiceCaller): Pick<FilesService, 'groups' | 'group' | 'updateGroup'> {
  return {
    groups: (signal) => caller.pages('groups', {}, listShape(groupSchema, groupFacts), signal),
    group: (id, signal) => caller.read(`groups/${String(id)}`, groupShape, signal),
    updateGroup: (id, fields, signal) => caller.send('PATCH', `groups/${String(id)}`, fields, groupShape, signal)
  }
}

const groupSchema = z.object({ id: z.number(), name: z.string(), usernames: optionalText })

function groupFacts({ id, name, usernames }: z.output<typeof groupSchema>): GroupFacts {
  return { id, name, usernames: usernames ?? undefined }
}

const groupShape = shape(groupSchema, groupFacts)
