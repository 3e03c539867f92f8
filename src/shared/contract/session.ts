import { z } from 'zod'
import { actorTypes, clusterRoles, keysOf } from '../vocabulary.ts'
import { cluster, id, moment, type Endpoint } from './endpoint.ts'

export const membership = z.object({
  cluster: z.string(),
  name: z.string(),
  nameEn: z.string().nullable(),
  demo: z.boolean(),
  role: z.enum(keysOf(clusterRoles)),
  organisationId: z.number().nullable(),
  organisation: z.string().nullable(),
  actorType: z.enum(keysOf(actorTypes)).nullable(),
})

export const sessionState = z.object({
  account: z.object({ id: z.number(), email: z.string(), name: z.string(), nameEn: z.string().nullable(), language: z.enum(['zh', 'en']), hasPassword: z.boolean() }).nullable(),
  clusters: z.array(membership),
  /** The persons one may switch between: filled in the demo only. */
  demoPersons: z.array(z.object({
    account: z.number(), name: z.string(), nameEn: z.string().nullable(), organisation: z.string().nullable(),
    actorType: z.enum(keysOf(actorTypes)).nullable(), role: z.enum(keysOf(clusterRoles)),
  })),
})

const memberRow = z.object({
  account: z.number(), email: z.string(), name: z.string(), role: z.enum(keysOf(clusterRoles)),
  organisationId: z.number().nullable(), organisation: z.string().nullable(), actorType: z.enum(keysOf(actorTypes)).nullable(),
})

export const sessionEndpoints = {
  getSession: {
    method: 'GET', path: '/api/session', access: 'anyone', response: sessionState,
    summary: { zh: '我是谁，在哪些集群', en: 'Who I am and in which clusters' },
  },
  signIn: {
    method: 'POST', path: '/api/session', access: 'anyone', response: sessionState,
    body: z.strictObject({ email: z.string().min(1).max(200), password: z.string().min(1).max(200) }),
    summary: { zh: '用密码登录', en: 'Sign in with a password' },
  },
  signInByLink: {
    method: 'POST', path: '/api/session/link', access: 'anyone', response: sessionState,
    body: z.strictObject({ token: z.string().min(20).max(200) }),
    summary: { zh: '用一次性链接登录', en: 'Sign in by one-time link' },
  },
  switchDemoPerson: {
    method: 'POST', path: '/api/session/demo', access: 'account', response: sessionState,
    body: z.strictObject({ account: z.number().int() }),
    summary: { zh: '在演示集群中换一个人', en: 'Switch the person, in the demo only' },
  },
  signOut: { method: 'DELETE', path: '/api/session', access: 'anyone', response: sessionState, summary: { zh: '退出', en: 'Sign out' } },
  setPassword: {
    method: 'PUT', path: '/api/account/password', access: 'account', response: z.object({}),
    body: z.strictObject({ current: z.string().max(200).optional(), password: z.string().min(10).max(200) }),
    summary: { zh: '设置密码', en: 'Set a password' },
  },
  setLanguage: {
    method: 'PUT', path: '/api/account/language', access: 'account', response: z.object({}), body: z.strictObject({ language: z.enum(['zh', 'en']) }),
    summary: { zh: '设置语言', en: 'Set the language' },
  },
  listMembers: {
    method: 'GET', path: '/api/clusters/:cluster/members', access: 'analyst', params: cluster, response: z.array(memberRow),
    summary: { zh: '集群中的人', en: 'People in the cluster' },
  },
  putMember: {
    method: 'PUT', path: '/api/clusters/:cluster/members', access: 'administrator', params: cluster, response: memberRow,
    body: z.strictObject({ email: z.email(), name: z.string().min(1).max(100), role: z.enum(keysOf(clusterRoles)), organisationId: id }),
    summary: { zh: '加入或修改一个人', en: 'Add or change a person' },
  },
  createSignInLink: {
    method: 'POST', path: '/api/clusters/:cluster/sign-in-links', access: 'administrator', params: cluster,
    body: z.strictObject({ account: z.number().int() }), response: z.object({ url: z.string(), expiresAt: moment }),
    summary: { zh: '为成员生成一次性登录链接', en: 'Make a one-time sign-in link for a member' },
  },
} satisfies Record<string, Endpoint>
