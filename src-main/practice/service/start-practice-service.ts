import { createServer, type Server } from 'node:http'
import type { PracticeTenant } from '../entra/practice-tenant.ts'
import { answerRequest, type ServiceParts } from './answer-request.ts'
import { HourlySync } from './hourly-sync.ts'
import { createRateLimiter, type RateLimit } from './rate-limit.ts'
import { createRouter } from './route.ts'
import { type AdministratorChange, changeAsSecondAdministrator } from './second-administrator.ts'
import { type SeedStrategies, seedSite } from './seed-site.ts'
import { answerScim, SCIM_PATH } from './scim/answer-scim.ts'
import { generateScimPassword } from './scim/scim-proof.ts'
import { resetScimToken } from './scim/scim-token.ts'
import type { SeenRequest } from './seen-request.ts'
import { ServiceFaults } from './service-faults.ts'
import type { ServiceKeys } from './service-keys.ts'
import { SIGN_IN_PATH } from './sign-in/answer-saml-sign-in.ts'
import { OAUTH_SIGN_IN_PATH } from './sign-in/oauth-sign-in.ts'
import type { SiteState } from './site-state.ts'
import { createBrowserDoor } from './web/answer-browser.ts'
import type { StoredStrategy } from './stored-records.ts'

export interface PracticeServiceOptions {
  /** 5 (the administrators and their like) to 100,000. Default 60. */
  readonly userCount?: number
  /** Whether strategies can be written: `refused` (default) is today's contract, `accepted` the one of 2020. */
  readonly strategyWrites?: 'accepted' | 'refused'
  /** Default `azure-saml`. */
  readonly strategies?: SeedStrategies
  /** The clock of every date; milliseconds since 1970. */
  readonly now?: () => number
  /** The only authority that the hourly sync trusts, PEM. Default: those that come with Node. */
  readonly caPem?: string
  /** How often the sync runs. Default: only when asked. */
  readonly syncEveryMs?: number
  /** How often the sync may fail in a row before the service switches it off. Default 3: the real number is not documented. */
  readonly failuresUntilSwitchOff?: number
  /** The longest wait for each answer of the directory. Default 10 s. */
  readonly ldapTimeoutMs?: number
  readonly rateLimit?: RateLimit
  /** How long every answer takes. */
  readonly latencyMs?: number
  /** Who signs people in. Absent: the site has no sign-in page. */
  readonly tenant?: PracticeTenant
  /** Whether `requests` is kept. Default true. */
  readonly log?: boolean
}

export interface PracticeService {
  /** `http://127.0.0.1:PORT`. */
  readonly origin: string
  readonly keys: ServiceKeys
  /** Every request since the start, in the order of arrival. */
  readonly requests: readonly Readonly<SeenRequest>[]
  readonly state: SiteState
  readonly faults: ServiceFaults
  /** Where a browser signs in by this provider. */
  signInPage(strategyId: number): string
  /** What stands for the SCIM address of Files.com. */
  readonly scimEndpoint: string
  /** Of a provider with SCIM by token. Throws `RangeError` for any other. */
  scimToken(strategyId: number): string
  /** As “Reset Token” in the web interface: the old one stops working. Throws `RangeError` for a provider that does not exist. */
  resetScimToken(strategyId: number): string
  /** As “Generate SCIM Username and Password” in the web interface, and saved: the token is gone. Throws `RangeError` for a provider that does not exist. */
  generateScimPassword(strategyId: number): { readonly username: string; readonly password: string }
  /** Runs the hourly job now: everything that is switched on, or one strategy. Ends when its entry in the external events is final. Throws `RangeError` for a strategy that does not exist. */
  runSync(strategyId?: number): Promise<void>
  /** What Bob changes in the web interface: past every check, with a record in the settings changes. */
  changeAsSecondAdministrator(change: AdministratorChange): void
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/** Starts a Files.com site of its own on a free port of 127.0.0.1. It answers as `files-com-api.md` says; what is not documented it does in the plainest way. */
export async function startPracticeService(options: PracticeServiceOptions = {}): Promise<PracticeService> {
  const now = options.now ?? Date.now
  const { state, keys, bobId } = seedSite({
    userCount: options.userCount ?? 60,
    strategies: options.strategies ?? 'azure-saml',
    now: new Date(now())
  })
  const faults = new ServiceFaults()
  const requests: SeenRequest[] = []
  const sync = new HourlySync(state, {
    now,
    caPem: options.caPem,
    timeoutMs: options.ldapTimeoutMs ?? 10_000,
    failuresUntilSwitchOff: options.failuresUntilSwitchOff ?? 3
  })
  const changeAsBob = (change: AdministratorChange): void => changeAsSecondAdministrator(state, bobId, change, new Date(now()))
  const server = createServiceServer(
    {
      state,
      faults,
      route: createRouter(options.strategyWrites ?? 'refused'),
      tooMany: createRateLimiter(options.rateLimit),
      latencyMs: options.latencyMs ?? 0,
      now,
      changeAsSecondAdministrator: changeAsBob,
      startSync: (strategyId) => void sync.run(strategyId)
    },
    options.log === false ? undefined : requests,
    options.tenant
  )
  const port = await listen(server)
  const timer = options.syncEveryMs === undefined ? undefined : setInterval(() => void sync.run(), options.syncEveryMs).unref()
  const close = async (): Promise<void> => {
    clearInterval(timer)
    sync.stop()
    await closeServer(server)
  }
  const providerOf = (strategyId: number): StoredStrategy => {
    const strategy = state.strategies.get(strategyId)
    if (strategy === undefined) throw new RangeError(`There is no provider ${String(strategyId)}`)
    return strategy
  }
  return {
    origin: `http://127.0.0.1:${port}`,
    keys,
    requests,
    state,
    faults,
    signInPage: (strategyId) => {
      const isOauth = /^oauth/.test(state.strategies.get(strategyId)?.protocol ?? '')
      return `http://127.0.0.1:${port}${isOauth ? OAUTH_SIGN_IN_PATH : SIGN_IN_PATH}?strategy=${String(strategyId)}`
    },
    scimEndpoint: `http://127.0.0.1:${port}${SCIM_PATH}`,
    scimToken: (strategyId) => {
      const token = state.strategies.get(strategyId)?.['scim_oauth_access_token']
      if (typeof token !== 'string') throw new RangeError(`The provider ${String(strategyId)} has no SCIM token`)
      return token
    },
    resetScimToken: (strategyId) => resetScimToken(providerOf(strategyId), new Date(now())),
    generateScimPassword: (strategyId) => generateScimPassword(state, providerOf(strategyId), new Date(now())),
    runSync: (strategyId) => sync.run(strategyId),
    changeAsSecondAdministrator: changeAsBob,
    close,
    [Symbol.asyncDispose]: close
  }
}

function createServiceServer(parts: ServiceParts, log: SeenRequest[] | undefined, tenant: PracticeTenant | undefined): Server {
  const browsers = createBrowserDoor(parts.state, tenant, parts.now)
  // Longer than any client waits between two requests: a connection closed by us in that moment would look like one of our faults.
  return createServer({ keepAliveTimeout: 120_000 }, (request, response) => {
    const [path, query] = splitAtFirst(request.url ?? '', '?')
    const seen: SeenRequest = { method: request.method ?? '', path, query, bodyFields: [], at: parts.now(), status: 0 }
    log?.push(seen)
    const answering =
      path === SCIM_PATH || path.startsWith(`${SCIM_PATH}/`)
        ? answerScim(request, response, { path, query }, parts).then((status) => void (seen.status = status))
        : (browsers.answer(request, response, { path, query })?.then((status) => void (seen.status = status)) ??
          answerRequest(request, response, seen, parts))
    answering.catch((error: unknown) => {
      // A client that goes away in the middle of its request is its own affair; anything else is a bug and must be seen.
      if (!request.destroyed || request.complete) throw error
    })
  })
}

function splitAtFirst(text: string, separator: string): readonly [string, string] {
  const at = text.indexOf(separator)
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('The service has no port')
  return address.port
}

async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return
  const closed = new Promise((resolve) => server.once('close', resolve))
  server.close()
  // Hanging requests too.
  server.closeAllConnections()
  await closed
}
