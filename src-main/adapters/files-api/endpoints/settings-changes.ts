import { z } from 'zod'
import type { FilesReader } from '../../../core/service/files-service.ts'
import type { ServiceCaller } from '../create-caller.ts'
import { newestFirst, untilOlderThan } from '../newest-first.ts'
import { listShape, optionalNumber, optionalText } from '../shape.ts'

/** `GET /settings_changes`: who changed which setting of the site. */
export function settingsChangesEndpoint(caller: ServiceCaller): Pick<FilesReader, 'settingsChanges'> {
  return {
    settingsChanges: (since, signal) =>
      untilOlderThan(caller.pages('settings_changes', newestFirst(undefined), settingsChangesShape, signal), since)
  }
}

const settingsChangeSchema = z.object({ created_at: optionalText, user_id: optionalNumber, changes: z.array(z.string()).nullish() })

const settingsChangesShape = listShape(settingsChangeSchema, (change) => ({
  createdAt: change.created_at ?? '',
  userId: change.user_id ?? undefined,
  changes: change.changes ?? []
}))
