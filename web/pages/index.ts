import {
  IconAdjustmentsHorizontal,
  IconAffiliate,
  IconAlertTriangle,
  IconBinaryTree2,
  IconBolt,
  IconBuildings,
  IconCalendarEvent,
  IconCertificate,
  IconChartDots3,
  IconChartLine,
  IconCopyCheck,
  IconFileText,
  IconFingerprint,
  IconGavel,
  IconGitCompare,
  IconHeartbeat, IconHelp,
  IconHistory,
  IconHome2,
  IconListCheck,
  IconMapPin,
  IconMathFunction,
  IconMessageReport,
  IconMessages,
  IconRoute,
  IconScale,
  IconSettings,
  IconSitemap,
  IconStack2,
  IconTableImport,
  IconUsersGroup,
  IconWaveSine,
  type Icon,
} from '@tabler/icons-react'
import type { ComponentType } from 'react'
import type { Access } from '../../src/shared/contract/endpoint.ts'
import type { Text } from '../../src/shared/vocabulary.ts'

export type PageProps = { params: Record<string, string | undefined> }

/** A page of a cluster. One line here gives it its route, its chunk, its place in the menus and in the search. */
export type Page = {
  /** Inside the cluster: `/map/node/:node`. The first match wins. */
  path: string
  title: Text
  icon: Icon
  load: () => Promise<{ default: ComponentType<PageProps> }>
  /** The least role that sees it; the server decides anyway what it may read. */
  access: Access
  /** `rail`: among the first nine of the menu; `more`: under its heading; `hidden`: reached from other pages. */
  place: 'rail' | 'more' | 'hidden'
  /** One of the four of a phone's bottom bar. */
  phone?: true
  /** Whether it depends on the period of the top bar; by its address, where only a part of it does. */
  period?: (search: URLSearchParams) => boolean
  /** Further words that find it in the search: pinyin, synonyms. */
  find?: string
}

const always = (): boolean => true

export const pages: readonly Page[] = [
  { path: '/', title: { zh: '工作台', en: 'Workbench' }, icon: IconHome2, load: () => import('./workbench.tsx'), access: 'guest', place: 'rail', period: always, phone: true, find: 'gongzuotai home 首页' },
  { path: '/intake', title: { zh: '导入', en: 'Intake' }, icon: IconTableImport, load: () => import('./intake.tsx'), access: 'analyst', place: 'rail', find: 'daoru import upload sheets 表格 上传 方案' },
  { path: '/organisations', title: { zh: '主体库', en: 'Registry' }, icon: IconBuildings, load: () => import('./registry.tsx'), access: 'guest', place: 'rail', phone: true, find: 'zhutiku organisations 企业 名录' },
  { path: '/organisations/:organisation', title: { zh: '主体', en: 'Organisation' }, icon: IconBuildings, load: () => import('./organisation.tsx'), access: 'guest', place: 'hidden' },
  { path: '/map', title: { zh: '产业链图谱', en: 'Chain map' }, icon: IconSitemap, load: () => import('./map.tsx'), access: 'guest', place: 'rail', phone: true, find: 'chanyeliantupu chain nodes 环节 图谱' },
  { path: '/map/node/:node', title: { zh: '环节', en: 'Node' }, icon: IconSitemap, load: () => import('./node.tsx'), access: 'guest', place: 'hidden' },
  { path: '/stress', title: { zh: '压力测试', en: 'Stress test' }, icon: IconBolt, load: () => import('./stress.tsx'), access: 'guest', place: 'rail', find: 'yaliceshi stress 断供 韧性' },
  { path: '/risks', title: { zh: '断链断供风险', en: 'Supply risks' }, icon: IconAlertTriangle, load: () => import('./risks.tsx'), access: 'member', place: 'rail', period: (search) => search.get('part') === 'changes', phone: true, find: 'duanlianduangongfengxian risks 风险清单' },
  { path: '/motions', title: { zh: '动议与决策', en: 'Motions and decisions' }, icon: IconGavel, load: () => import('./motions.tsx'), access: 'member', place: 'more', find: 'dongyijuece motions decisions ballot 会商 表决 提案' },
  { path: '/motions/new', title: { zh: '提出动议', en: 'A new motion' }, icon: IconGavel, load: () => import('./motion-new.tsx'), access: 'member', place: 'hidden' },
  { path: '/motions/:motion', title: { zh: '动议', en: 'Motion' }, icon: IconGavel, load: () => import('./motion.tsx'), access: 'member', place: 'hidden' },
  { path: '/work', title: { zh: '年度任务与事项', en: 'Work items' }, icon: IconListCheck, load: () => import('./work.tsx'), access: 'member', place: 'more', find: 'shixiang work items tasks plan 任务 销号 催办' },
  { path: '/work/new', title: { zh: '立项', en: 'A new work item' }, icon: IconListCheck, load: () => import('./work-new.tsx'), access: 'member', place: 'hidden' },
  { path: '/work/:item', title: { zh: '事项', en: 'Work item' }, icon: IconListCheck, load: () => import('./work-item.tsx'), access: 'member', place: 'hidden' },
  { path: '/versions', title: { zh: '图谱版本', en: 'Map versions' }, icon: IconGitCompare, load: () => import('./versions.tsx'), access: 'guest', place: 'more', find: 'tupubanben versions compare 比较 版本' },
  { path: '/observations', title: { zh: '态势监测', en: 'Monitoring' }, icon: IconChartLine, load: () => import('./observations.tsx'), access: 'guest', place: 'rail', period: always, find: 'taishijiance observations indicators 指标 观测' },
  { path: '/series', title: { zh: '月度提示', en: 'Monthly alerts' }, icon: IconWaveSine, load: () => import('./series.tsx'), access: 'guest', place: 'more', period: always, find: 'yuedutishi series alerts breaks 断点 异常 季节' },
  { path: '/analyses', title: { zh: '分析', en: 'Analyses' }, icon: IconMathFunction, load: () => import('./analyses.tsx'), access: 'guest', place: 'more', find: 'fenxi analyses metrics 指标 计算' },
  { path: '/composite', title: { zh: '综合指数工坊', en: 'Index workshop' }, icon: IconAdjustmentsHorizontal, load: () => import('./composite.tsx'), access: 'guest', place: 'more', period: always, find: 'zonghezhishu composite index ranks 排名 权重' },
  { path: '/systemic', title: { zh: '系统性风险', en: 'Systemic risk' }, icon: IconAffiliate, load: () => import('./systemic.tsx'), access: 'guest', place: 'more', find: 'xitongxingfengxian esri systemic cascade 停产 情景' },
  { path: '/product-space', title: { zh: '产品空间', en: 'Product space' }, icon: IconChartDots3, load: () => import('./product-space.tsx'), access: 'guest', place: 'more', find: 'chanpinkongjian product space relatedness 邻近 复杂度' },
  { path: '/distance', title: { zh: '空间集聚', en: 'Spatial concentration' }, icon: IconMapPin, load: () => import('./distance.tsx'), access: 'guest', place: 'more', find: 'kongjianjiju distance Kd concentration agglomeration 距离 集聚 地图' },
  { path: '/analyses/:analysis', title: { zh: '分析', en: 'Analysis' }, icon: IconMathFunction, load: () => import('./analysis.tsx'), access: 'guest', place: 'hidden' },
  { path: '/sources', title: { zh: '证据账本', en: 'Sources and claims' }, icon: IconStack2, load: () => import('./sources.tsx'), access: 'guest', place: 'rail', find: 'zhengjuzhangben ledger 来源 主张' },
  { path: '/sources/:source', title: { zh: '来源', en: 'Source' }, icon: IconStack2, load: () => import('./source.tsx'), access: 'guest', place: 'hidden' },
  { path: '/reports', title: { zh: '报告', en: 'Reports' }, icon: IconFileText, load: () => import('./reports.tsx'), access: 'guest', place: 'rail', period: always, phone: true, find: 'baogao yuebao monthly report 月报' },
  { path: '/reports/:report', title: { zh: '报告', en: 'Report' }, icon: IconFileText, load: () => import('./report.tsx'), access: 'guest', place: 'hidden' },
  { path: '/duplicates', title: { zh: '重复主体', en: 'Duplicates' }, icon: IconCopyCheck, load: () => import('./duplicates.tsx'), access: 'analyst', place: 'more', find: 'chongfuzhuti merge same 合并 去重' },
  { path: '/trace', title: { zh: '追溯数字', en: 'Trace a figure' }, icon: IconRoute, load: () => import('./trace.tsx'), access: 'guest', place: 'more', find: 'zhuisushuzi code 短码 证据' },
  { path: '/trace/:code', title: { zh: '追溯数字', en: 'Trace a figure' }, icon: IconRoute, load: () => import('./trace.tsx'), access: 'guest', place: 'hidden' },
  { path: '/conflicts', title: { zh: '矛盾核定', en: 'Conflicts' }, icon: IconScale, load: () => import('./conflicts.tsx'), access: 'guest', place: 'more', find: 'maodunheding resolution 冲突' },
  { path: '/changes', title: { zh: '变化', en: 'Changes' }, icon: IconHistory, load: () => import('./changes.tsx'), access: 'guest', place: 'more', period: always, find: 'bianhua history 历史' },
  { path: '/appeals', title: { zh: '诉求', en: 'Appeals' }, icon: IconMessageReport, load: () => import('./appeals.tsx'), access: 'member', place: 'more', find: 'suqiu appeals 企业诉求 分办 答复' },
  { path: '/appeals/:appeal', title: { zh: '诉求', en: 'Appeal' }, icon: IconMessageReport, load: () => import('./appeal.tsx'), access: 'member', place: 'hidden' },
  { path: '/mechanisms', title: { zh: '机制', en: 'Mechanisms' }, icon: IconCalendarEvent, load: () => import('./mechanisms.tsx'), access: 'member', place: 'more', find: 'jizhi mechanisms calendar 联席会 日程' },
  { path: '/mechanisms/:mechanism', title: { zh: '机制', en: 'Mechanism' }, icon: IconCalendarEvent, load: () => import('./mechanism.tsx'), access: 'member', place: 'hidden' },
  { path: '/posts', title: { zh: '职务与机构', en: 'Posts and bodies' }, icon: IconUsersGroup, load: () => import('./posts.tsx'), access: 'member', place: 'more', find: 'zhiwuyujigou posts bodies 链长 总链长 专班 咨询委员会 理事会 首席集群官 任期' },
  { path: '/posts/:post', title: { zh: '职务与机构', en: 'Post or body' }, icon: IconUsersGroup, load: () => import('./post.tsx'), access: 'member', place: 'hidden' },
  { path: '/meetings', title: { zh: '会议', en: 'Meetings' }, icon: IconMessages, load: () => import('./meetings.tsx'), access: 'member', place: 'more', find: 'huiyi meetings minutes agenda 议程 纪要 联席会' },
  { path: '/meetings/:meeting', title: { zh: '会议', en: 'Meeting' }, icon: IconCalendarEvent, load: () => import('./meeting.tsx'), access: 'member', place: 'hidden' },
  { path: '/policies', title: { zh: '政策工具包', en: 'Policy toolkit' }, icon: IconCertificate, load: () => import('./policies.tsx'), access: 'member', place: 'more', find: 'zhengcegongjubao policies subsidy 补助 惠企 申报' },
  { path: '/policies/coverage', title: { zh: '政策覆盖', en: 'Coverage by policies' }, icon: IconCertificate, load: () => import('./policy-coverage.tsx'), access: 'member', place: 'hidden' },
  { path: '/policies/new', title: { zh: '登记政策', en: 'A new policy' }, icon: IconCertificate, load: () => import('./policy-new.tsx'), access: 'member', place: 'hidden' },
  { path: '/policies/:policy', title: { zh: '政策', en: 'Policy' }, icon: IconCertificate, load: () => import('./policy.tsx'), access: 'member', place: 'hidden' },
  { path: '/health', title: { zh: '共治健康', en: 'Health of co-governance' }, icon: IconHeartbeat, load: () => import('./health.tsx'), access: 'member', place: 'more', find: 'gongzhijiankang health on time promises 守诺 搭便车 按期' },
  { path: '/charter', title: { zh: '共治章程', en: 'Role charter' }, icon: IconBinaryTree2, load: () => import('./charter.tsx'), access: 'guest', place: 'more', find: 'gongzhizhangcheng 角色 中心 支撑' },
  { path: '/audit', title: { zh: '审计日志', en: 'Audit log' }, icon: IconFingerprint, load: () => import('./audit.tsx'), access: 'guest', place: 'more', find: 'shenjirizhi audit log 日志 谁看过' },
  { path: '/settings', title: { zh: '设置', en: 'Settings' }, icon: IconSettings, load: () => import('./settings.tsx'), access: 'guest', place: 'more', find: 'shezhi thresholds members 阈值 成员 密码' },
  { path: '/help', title: { zh: '帮助', en: 'Help' }, icon: IconHelp, load: () => import('./help.tsx'), access: 'guest', place: 'more', find: 'bangzhu keys 键盘' },
]
