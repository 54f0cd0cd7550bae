import { type CancelSignal, neverCancelled } from '../../core/cancel.ts'
import { idIn, type Leftover, type ScimProbes } from '../../core/checks/scim/probes.ts'
import { foundIn } from '../../core/scim/answer-problem.ts'
import {
  type EntraRequest,
  entraRequest,
  isMadeUp,
  type MadeUp,
  madeUpGroupName,
  madeUpUserName,
  renamedGroupName,
  type ScimStep
} from '../../core/scim/entra-requests.ts'
import { textOf } from '../../core/scim/json-field.ts'
import { readScimBody, type ScimSeen, shownAnswer } from '../../core/scim/read-scim-answer.ts'
import type { UsableScimAddress } from '../../core/scim/read-scim-address.ts'
import type { ScimPort } from '../../core/scim/scim-ports.ts'
import type { ScimProof } from '../../core/scim/scim-proof.ts'
import { Secret } from '../../core/secret.ts'

export interface ScimSender {
  readonly scim: ScimPort
  readonly proof: ScimProof
  readonly redactText: (text: string) => string
  /** Hears of every request with its answer, the tidying up too. */
  readonly tell: (seen: ScimSeen, request: EntraRequest) => void
}

type Given = Pick<ScimProbes, 'now' | 'address' | 'token' | 'username' | 'tokenEndsAt' | 'writes'> & { readonly guid: string }

/** Sends each step once, and knows what the server has made. */
export function createScimProbes(
  given: Given,
  sender: ScimSender,
  signal: CancelSignal
): ScimProbes & {
  /** For after a cancel: whatever was made is deleted, with a signal that nobody fires. */
  tidyUpAnyway(): Promise<void>
} {
  const done = new Map<ScimStep, Promise<ScimSeen>>()
  const ids: Record<'user' | 'group', Set<string>> = { user: new Set(), group: new Set() }
  let made: MadeUp = { guid: given.guid, userId: undefined, groupId: undefined }
  /** Ids under which nothing but ours was read: only these are changed and deleted. */
  const proven = new Set<string>()
  const wrongProof = wrongProofLike(sender.proof, given.guid)
  let isTidy = true

  async function send(request: EntraRequest, within: CancelSignal): Promise<ScimSeen> {
    const { address } = given
    if (address.kind !== 'usable') throw new TypeError('The rung below proves that the address can be used')
    const { method, path, body, purpose } = request
    const answer = await sender.scim.send(
      {
        method,
        url: address.base + path,
        proof: request.isWithWrongProof === true ? wrongProof : sender.proof,
        ...(body === undefined ? {} : { body })
      },
      within
    )
    const shown = shownAnswer(answer, sender.redactText)
    const seen: ScimSeen = {
      purpose,
      method,
      path: pathOf(address) + path,
      host: address.host,
      proof: sender.proof.kind,
      answer,
      shown,
      body: readScimBody(answer, shown)
    }
    sender.tell(seen, request)
    return seen
  }

  async function take(step: ScimStep): Promise<ScimSeen> {
    const request = entraRequest(step, made)
    if (request.method === 'POST') isTidy = false
    const seen = await send(request, signal)
    const isMade = seen.answer.kind === 'answered' && seen.answer.status >= 200 && seen.answer.status < 300
    const id = idIn(seen)
    if (isMade && id !== undefined) {
      if (step === 'create-user') made = { ...made, userId: id }
      if (step === 'create-group') made = { ...made, groupId: id }
      if (step === 'create-user' || step === 'create-user-again') ids.user.add(id)
      if (step === 'create-group') ids.group.add(id)
    }
    if (step === 'read-created-user') made = { ...made, userId: provenId('user', made.userId, seen) }
    if (step === 'read-created-group') made = { ...made, groupId: provenId('group', made.groupId, seen) }
    if (step === 'read-deleted-user' && isGone(seen) && made.userId !== undefined) ids.user.delete(made.userId)
    if (step === 'read-deleted-group' && isGone(seen) && made.groupId !== undefined) ids.group.delete(made.groupId)
    return seen
  }

  /** The id, when it is that of what was made. */
  function provenId(what: 'user' | 'group', id: string | undefined, seen: ScimSeen): string | undefined {
    if (id === undefined || !isOurs(seen, made)) return undefined
    proven.add(`${what} ${id}`)
    return id
  }

  async function tidyUp(within: CancelSignal): Promise<readonly Leftover[]> {
    if (isTidy) return []
    const found: typeof ids = { user: new Set(), group: new Set() }
    // A request whose answer was lost may have made something all the same.
    for (const { what, path } of searches(made)) {
      const answered = await send({ purpose: `Looks whether a ${what} is left`, method: 'GET', path }, within)
      for (const resource of foundIn(answered).resources) if (isMadeUp(resource, made)) found[what].add(textOf(resource, 'id') ?? '')
    }
    for (const what of ['group', 'user'] as const) for (const id of found[what]) ids[what].add(id)
    const left: Leftover[] = []
    for (const what of ['group', 'user'] as const)
      for (const id of ids[what]) {
        const name = what === 'user' ? madeUpUserName(made) : madeUpGroupName(made)
        if (id === '') {
          left.push({ what, name, id, because: 'the server names no id' })
          continue
        }
        const path = `${what === 'user' ? '/Users/' : '/Groups/'}${encodeURIComponent(id)}`
        if (!proven.has(`${what} ${id}`)) {
          const read = await send({ purpose: `Reads whether it is the ${what} that is left`, method: 'GET', path }, within)
          if (isGone(read)) {
            ids[what].delete(id)
            continue
          }
          if (!isOurs(read, made)) {
            ids[what].delete(id)
            // What is ours was found under another id.
            if (found[what].size > 0) continue
            left.push({ what, name, id, because: 'the id belongs to something else, so nothing was deleted' })
            continue
          }
        }
        const deleted = await send({ purpose: `Removes the ${what} that is left`, method: 'DELETE', path }, within)
        const status = deleted.answer.kind === 'answered' ? deleted.answer.status : undefined
        const isAccepted = status !== undefined && status >= 200 && status < 300
        const isLeft = isAccepted && !isGone(await send({ purpose: `Looks whether the ${what} is gone`, method: 'GET', path }, within))
        if (status === 404 || (isAccepted && !isLeft)) ids[what].delete(id)
        else if (isLeft) left.push({ what, name, id, because: 'the server said that it is deleted, and still answers with it' })
        else left.push({ what, name, id, because: status === undefined ? 'no answer came' : `the answer was HTTP ${String(status)}` })
      }
    isTidy = left.length === 0
    return left
  }

  return {
    ...given,
    get made() {
      return made
    },
    ask(step) {
      const asked = done.get(step) ?? take(step)
      done.set(step, asked)
      return asked
    },
    tidyUp: () => tidyUp(signal),
    async tidyUpAnyway() {
      await tidyUp(neverCancelled)
    }
  }
}

/** The user name is made up as well: a wrong password for the real one could lock it. */
function wrongProofLike({ kind }: ScimProof, guid: string): ScimProof {
  return kind === 'token'
    ? { kind, token: new Secret(`entra-rehearsal-no-token-${guid}`) }
    : { kind, username: `entra-rehearsal-nobody-${guid.slice(0, 8)}`, password: new Secret(`entra-rehearsal-no-password-${guid}`) }
}

function pathOf({ base }: UsableScimAddress): string {
  return base.replace(/^https?:\/\/[^/]*/, '')
}

function isGone({ answer }: ScimSeen): boolean {
  return answer.kind === 'answered' && answer.status === 404
}

function searches(made: MadeUp): readonly { readonly what: 'user' | 'group'; readonly path: string }[] {
  const group = (name: string) => ({ what: 'group' as const, path: `/Groups?filter=${encodeURIComponent(`displayName eq "${name}"`)}` })
  return [
    { what: 'user', path: `/Users?filter=${encodeURIComponent(`userName eq "${madeUpUserName(made)}"`)}` },
    group(madeUpGroupName(made)),
    group(renamedGroupName(made))
  ]
}

function isOurs({ answer, body }: ScimSeen, made: MadeUp): boolean {
  return answer.kind === 'answered' && answer.status === 200 && body.kind === 'json' && isMadeUp(body.value, made)
}
