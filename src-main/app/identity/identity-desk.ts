import type { IdentityView } from '../../core/identity/identity-views.ts'

/** The judgements that the window has open, for those who only want to know what they found. */
export interface IdentityDesk {
  find(identityId: string): IdentityView | undefined
  /** The oldest ones make room. */
  keep(view: IdentityView): void
  /** Whether it was there. */
  forget(identityId: string): boolean
}

export function createIdentityDesk(most = 20): IdentityDesk {
  const views = new Map<string, IdentityView>()
  return {
    find: (identityId) => views.get(identityId),
    keep(view) {
      views.set(view.identityId, view)
      for (const oldest of [...views.keys()].slice(0, Math.max(0, views.size - most))) views.delete(oldest)
    },
    forget: (identityId) => views.delete(identityId)
  }
}
