import { z } from 'zod'
import type { FilesReader } from '../../../core/service/files-service.ts'
import type { ServiceCaller } from '../create-caller.ts'
import { listShape, optionalFlag, optionalText } from '../shape.ts'

/** `GET /group_users`. A membership names one user by id; `usernames` is documented as a list, and tells the name when it has just one. */
export function groupUsersEndpoint(caller: ServiceCaller): Pick<FilesReader, 'groupUsers'> {
  return { groupUsers: (signal) => caller.pages('group_users', {}, groupUsersShape, signal) }
}

const groupUserSchema = z.object({
  group_id: z.number(),
  group_name: optionalText,
  user_id: z.number(),
  usernames: z.array(z.string()).nullish(),
  admin: optionalFlag
})

const groupUsersShape = listShape(groupUserSchema, (membership) => ({
  groupId: membership.group_id,
  groupName: membership.group_name ?? undefined,
  userId: membership.user_id,
  username: membership.usernames?.length === 1 ? membership.usernames[0] : undefined,
  admin: membership.admin ?? undefined
}))
