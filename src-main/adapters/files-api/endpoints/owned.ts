import { z } from 'zod'
import { type OwnedKind, ownedPaths } from '../../../core/model/owned-kinds.ts'
import type { FilesReader } from '../../../core/service/files-service.ts'
import type { OwnedFacts } from '../../../core/service/service-facts.ts'
import type { ServiceCaller } from '../create-caller.ts'
import { optionalFlag, optionalNumber, optionalText, type Shape, shape } from '../shape.ts'

/**
 * What belongs to users: GET of `/api_keys`, `/public_keys`, `/gpg_keys` and `/bundles` for one user, of `/automations` and `/syncs` for the
 * whole site. These answers have fields for keys and for the address that opens a share link: none of them is picked.
 */
export function ownedEndpoints(caller: ServiceCaller): Pick<FilesReader, 'ownedBy' | 'ownedOfSite'> {
  return {
    ownedBy: (kind, userId, signal) => caller.pages(ownedPaths[kind], { user_id: userId }, ownedShape(kind), signal),
    ownedOfSite: (kind, signal) => caller.pages(ownedPaths[kind], {}, ownedShape(kind), signal)
  }
}

const ownedSchema = z.object({
  id: z.number(),
  user_id: optionalNumber,
  name: optionalText,
  title: optionalText,
  description: optionalText,
  note: optionalText,
  created_at: optionalText,
  expires_at: optionalText,
  last_use_at: optionalText,
  last_login_at: optionalText,
  disabled: optionalFlag,
  deleted: optionalFlag,
  permission_set: optionalText,
  automation: optionalText,
  has_inbox: optionalFlag
})

type Owned = z.output<typeof ownedSchema>

function ownedShape(kind: OwnedKind): Shape<readonly OwnedFacts[]> {
  // An automation that was deleted stays in the list, marked as such.
  return shape(z.array(ownedSchema), (items) => items.filter(({ deleted }) => deleted !== true).map((item) => ownedFacts(kind, item)))
}

function ownedFacts(kind: OwnedKind, item: Owned): OwnedFacts {
  return {
    id: item.id,
    name: [item.name, item.title, item.description, item.note].find((text) => (text ?? '').trim() !== '') ?? '',
    userId: item.user_id ?? undefined,
    createdAt: item.created_at ?? undefined,
    expiresAt: item.expires_at ?? undefined,
    lastUsedAt: item.last_use_at ?? item.last_login_at ?? undefined,
    isOff: item.disabled ?? undefined,
    variety: varietyOf(kind, item)
  }
}

function varietyOf(kind: OwnedKind, item: Owned): string {
  if (kind === 'api-key') return item.permission_set ?? ''
  if (kind === 'automation') return item.automation ?? ''
  return kind === 'share-link' && item.has_inbox === true ? 'inbox' : ''
}
