import { z } from 'zod'
import type { FilesReader } from '../../../core/service/files-service.ts'
import type { ServiceCaller } from '../create-caller.ts'
import { newestFirst, untilOlderThan } from '../newest-first.ts'
import { listShape, optionalText } from '../shape.ts'

/** `GET /scim_logs`. The requests and answers themselves are not picked: they are about people. */
export function scimLogsEndpoint(caller: ServiceCaller): Pick<FilesReader, 'scimLogs'> {
  return {
    scimLogs: (since, signal) => untilOlderThan(caller.pages('scim_logs', newestFirst(undefined), scimLogsShape, signal), since)
  }
}

const scimLogSchema = z.object({
  id: z.number(),
  created_at: optionalText,
  request_method: optionalText,
  request_path: optionalText,
  // Documented as a text.
  http_response_code: z.union([z.string(), z.number()]).nullish()
})

const scimLogsShape = listShape(scimLogSchema, (log) => ({
  id: log.id,
  createdAt: log.created_at ?? '',
  requestMethod: log.request_method ?? '',
  requestPath: log.request_path ?? '',
  responseCode: statusOf(log.http_response_code)
}))

function statusOf(code: string | number | null | undefined): number | undefined {
  const status = Number(code ?? NaN)
  return Number.isInteger(status) ? status : undefined
}
