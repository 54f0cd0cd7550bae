import { z } from 'zod'
import type { FilesReader } from '../../../core/service/files-service.ts'
import type { ServiceCaller } from '../create-caller.ts'
import { newestFirst } from '../newest-first.ts'
import { listShape, optionalNumber, optionalText } from '../shape.ts'

/** `GET /sso_events`: sign-ins by SSO. */
export function ssoEventsEndpoint(caller: ServiceCaller): Pick<FilesReader, 'ssoEvents'> {
  return { ssoEvents: (since, signal) => caller.pages('sso_events', newestFirst(since), ssoEventsShape, signal) }
}

const ssoEventSchema = z.object({
  id: z.number(),
  event_type: optionalText,
  status: optionalText,
  body: optionalText,
  event_errors: z.array(z.string()).nullish(),
  created_at: optionalText,
  user_id: optionalNumber,
  username: optionalText,
  provider: optionalText,
  provider_label: optionalText
})

const ssoEventsShape = listShape(ssoEventSchema, (event) => ({
  id: event.id,
  eventType: event.event_type ?? '',
  status: event.status ?? '',
  body: event.body ?? undefined,
  errors: event.event_errors ?? [],
  createdAt: event.created_at ?? '',
  userId: event.user_id ?? undefined,
  username: event.username ?? undefined,
  provider: event.provider ?? undefined,
  providerLabel: event.provider_label ?? undefined
}))
