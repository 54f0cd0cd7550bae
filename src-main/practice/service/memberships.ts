/** Who is in which group, found from both sides: a site may have 100,000 users, and each of their answers names their groups. */
export class Memberships {
  readonly #byGroup = new Map<number, Map<number, Membership>>()
  readonly #byUser = new Map<number, Set<number>>()

  add(membership: Membership): void {
    const { groupId, userId } = membership
    const members = this.#byGroup.get(groupId) ?? new Map<number, Membership>()
    this.#byGroup.set(groupId, members.set(userId, membership))
    this.#byUser.set(userId, (this.#byUser.get(userId) ?? new Set<number>()).add(groupId))
  }

  remove(groupId: number, userId: number): void {
    this.#byGroup.get(groupId)?.delete(userId)
    this.#byUser.get(userId)?.delete(groupId)
  }

  has(groupId: number, userId: number): boolean {
    return this.#byGroup.get(groupId)?.has(userId) === true
  }

  ofGroup(groupId: number): readonly Membership[] {
    return [...(this.#byGroup.get(groupId)?.values() ?? [])]
  }

  groupIdsOf(userId: number): readonly number[] {
    return [...(this.#byUser.get(userId) ?? [])]
  }

  isAdmin(groupId: number, userId: number): boolean {
    return this.#byGroup.get(groupId)?.get(userId)?.isAdmin === true
  }

  all(): readonly Membership[] {
    return [...this.#byGroup.values()].flatMap((members) => [...members.values()])
  }
}

export interface Membership {
  readonly id: number
  readonly groupId: number
  readonly userId: number
  readonly isAdmin: boolean
}
