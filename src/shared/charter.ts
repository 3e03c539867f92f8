import type { z } from 'zod'
import type { roleAssignment } from './contract/clusters.ts'
import type { ActorType, GovernanceTask, Layer, Text } from './vocabulary.ts'

export type RoleAssignment = z.infer<typeof roleAssignment>

type Part = readonly ['centre' | 'support', zh: string, en: string]
type Row = { layer: Layer } & Record<ActorType, Part>

/**
 * The role charter as it ships: in which task each actor type is a centre (leads and must answer) or in the support network
 * (must be consulted and helps), and with which duty. A cluster starts with it and changes its own copy by a decision of its
 * centres.
 */
const rows: Record<GovernanceTask, Row> = {
  T1: {
    layer: 'strategic',
    government: ['centre', '机制的规划、引导与评估', 'Plans, guides and evaluates the mechanisms'],
    enterprise: ['centre', '执行工作，反馈问题', 'Carries out the work and feeds problems back'],
    research: ['centre', '执行工作，反馈问题', 'Carries out the work and feeds problems back'],
    association: ['support', '维持机制日常运转', 'Keeps things running'],
    service: ['support', '维持机制日常运转', 'Keeps things running'],
  },
  T2: {
    layer: 'development',
    government: ['centre', '政策支持与韧性监管', 'Supports by policy and supervises resilience'],
    enterprise: ['centre', '保障供应链安全', 'Keeps its supply chain safe'],
    research: ['support', '联合创新', 'Joins in innovation'],
    association: ['support', '标准、认证、知识产权、金融、转化与智库服务', 'Standards, certification, intellectual property, finance, transfer, think tank'],
    service: ['support', '标准、认证、知识产权、金融、转化与智库服务', 'Standards, certification, intellectual property, finance, transfer, think tank'],
  },
  T3: {
    layer: 'development',
    government: ['support', '组织与保障', 'Organises and guarantees'],
    enterprise: ['centre', '研究、开发与产业化', 'Research, development and industrialisation'],
    research: ['centre', '研究、开发与产业化', 'Research, development and industrialisation'],
    association: ['support', '平台、对接、孵化与共享资源', 'Platforms, matching, incubation and shared resources'],
    service: ['support', '平台、对接、孵化与共享资源', 'Platforms, matching, incubation and shared resources'],
  },
  T4: {
    layer: 'support',
    government: ['support', '统筹与协调', 'Pulls together and coordinates'],
    enterprise: ['centre', '融入与开放', 'Joins and opens'],
    research: ['centre', '融入与开放', 'Joins and opens'],
    association: ['centre', '促进资源流动', 'Makes resources flow'],
    service: ['centre', '促进资源流动', 'Makes resources flow'],
  },
  T5: {
    layer: 'support',
    government: ['centre', '集群的数字治理', 'Governs the cluster digitally'],
    enterprise: ['centre', '产业的数字化建设', 'Builds up the industry digitally'],
    research: ['support', '技术与人才', 'Technology and talent'],
    association: ['centre', '为数据增值', 'Adds value to data'],
    service: ['centre', '为数据增值', 'Adds value to data'],
  },
}

const order: readonly ActorType[] = ['government', 'enterprise', 'research', 'association', 'service']

/** The first version of every cluster's role charter, one row for each task and actor type. */
export const shippedCharter: { assignments: RoleAssignment[] } = {
  assignments: (Object.entries(rows) as [GovernanceTask, Row][]).flatMap(([task, row]) =>
    order.map((actorType) => {
      const [part, zh, en] = row[actorType]
      const duty: Text = { zh, en }
      return { task, layer: row.layer, actorType, part, duty }
    })),
}
