import { setLanguage, setPassword } from '../../access/accounts.ts'
import { switchDemoPerson } from '../../access/demo.ts'
import { createSignInLink, listMembers, putMember } from '../../access/members.ts'
import { getSessionState, nobody, type SessionState } from '../../access/session-state.ts'
import { extendSession, signIn, signInByLink, signOut, type Session } from '../../access/sign-in.ts'
import type { sessionEndpoints } from '../../shared/contract/session.ts'
import type { Context, Handlers, SessionCookie } from '../handler.ts'
import { signInUrl } from '../sign-in-url.ts'

/** Sign-in, the person's own account, and the people of a cluster. */
export const sessionHandlers: Pick<Handlers, keyof typeof sessionEndpoints> = {
  async getSession({ context: { db, now }, session, viewer }) {
    if (viewer && session.token) {
      const expiresAt = await extendSession(db, session.token, now())
      if (expiresAt) session.start(session.token, expiresAt)
    }
    return getSessionState(db, viewer?.account ?? null)
  },
  signIn: async ({ body, context, session }) =>
    enter(context, session, await signIn(context.db, body, { now: context.now(), previous: session.token })),
  signInByLink: async ({ body, context, session }) =>
    enter(context, session, await signInByLink(context.db, body.token, { now: context.now(), previous: session.token })),
  switchDemoPerson: async ({ body, viewer, context, session }) =>
    enter(context, session, await switchDemoPerson(context.db, viewer.account, body.account, { now: context.now(), previous: session.token })),
  async signOut({ context, session }) {
    if (session.token) await signOut(context.db, session.token)
    session.end()
    return nobody
  },
  async setPassword({ body, viewer, context, session }) {
    await setPassword(context.db, { account: viewer.account, ...body, keepSession: session.token })
    return {}
  },
  async setLanguage({ body, viewer, context }) {
    await setLanguage(context.db, viewer.account, body.language)
    return {}
  },
  listMembers: ({ viewer, context }) => listMembers(context.db, viewer),
  putMember: ({ body, viewer, context }) => putMember(context.db, viewer, body),
  async createSignInLink({ body, viewer, context }) {
    const { token, expiresAt } = await createSignInLink(context.db, viewer, body.account, context.now())
    return { url: signInUrl(context.baseUrl, token), expiresAt: expiresAt.toISOString() }
  },
}

function enter({ db }: Context, cookie: SessionCookie, { account, token, expiresAt }: Session): Promise<SessionState> {
  cookie.start(token, expiresAt)
  return getSessionState(db, account)
}
