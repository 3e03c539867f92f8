/** One story in each governance task, all invented: what people of five actor types did, by day before the day of loading. */

const fictional = '演示内容，为虚构。'
const dayAfter = (days) => ({ dayAfter: days })
const organisationOf = (who) => ({ organisationOf: who })
const stateOf = (node) => ({ stateOf: node })
const riskOf = (node) => ({ riskOf: node })
const item = (name) => ({ item: name })
const nextOf = (mechanism) => ({ nextOf: mechanism })
const workingDayBefore = (days) => ({ workingDayBefore: days })
const nthOf = (days) => ({ nthOf: days })

/** What a person begins (`as` names it for later), and what happens to it. */
const begins = (kind, as) => (day, who, input) => ({ day, who, begins: kind, as, input })
const on = (name) => (day, who, event, input = {}) => ({ day, who, on: name, event, input })

/** Opinions and their answers, one after the other: [day, who, stance, text, adopted, reason]. */
const opinions = (motion, rows) => [
  ...rows.map(([day, who, stance, text]) => on(motion)(day, who, 'speak', { stance, text })),
  ...rows.map(([day, , , , adopted, reason], n) => on(motion)(day + 1, 'analyst', 'answerOpinion', { opinion: n + 1, adopted, reason })),
]

/** A lead takes an item up and works on it. */
const takenUp = (work, who, [accepted, started]) => [on(work)(accepted, who, 'accept'), on(work)(started, who, 'start')]

/** An item reported with evidence, accepted by the team and closed. */
const settled = (work, who, [reported, closed], { text, evidence }) => [
  on(work)(reported, who, 'report', { text, evidence }), on(work)(closed, 'analyst', 'approve', { text: '证据齐全' }), on(work)(closed, 'analyst', 'close'),
]

const mechanism = () => {
  const [motion, draft, first] = ['T1 动议', 'T1 方案', 'T1 首次会商']
  return [
    begins('motion', motion)(-78, 'association', {
      task: 'T1', title: '建立部门与地市的季度会商（虚构）', threshold: 2, evidence: ['https://example.org/demo/coordination-review'],
      text: `六市的安排各自成文，同一问题重复报送。提议每季度会商一次，议题、依据和未办结事项会前五个工作日送达。${fictional}`,
    }),
    on(motion)(-77, 'research', 'support'),
    on(motion)(-75, 'government', 'openDeliberation', { consultUntil: dayAfter(10), method: 'chambers', quorum: 0.5 }),
    ...opinions(motion, [
      [-73, 'association', 'for', '协会可以承担会前的议题征集。', true, '写入方案：议题由协会征集。'],
      [-71, 'service', 'neither', '建议把会后的督办也写进去。', true, '写入方案：会后事项逐条立项。'],
    ]),
    on(motion)(-68, 'government', 'openBallot', { closesOn: dayAfter(7), reviewOn: dayAfter(180) }),
    on(motion)(-66, 'government', 'castVote', { choice: 'yes' }), on(motion)(-65, 'enterprise', 'castVote', { choice: 'yes' }), on(motion)(-64, 'research', 'castVote', { choice: 'yes' }),
    on(motion)(-64, 'government', 'closeBallot'),
    begins('work', draft)(-62, 'government', { task: 'T1', title: '起草季度会商方案（虚构）', lead: organisationOf('government'), due: dayAfter(30), region: '440000', motion: item(motion) }),
    ...takenUp(draft, 'government', [-61, -58]),
    ...settled(draft, 'government', [-40, -38], { text: '方案已印发六市。', evidence: ['https://example.org/demo/quarterly-coordination'] }),
    begins('work', first)(-36, 'government', { task: 'T1', title: '召开第一次季度会商（虚构）', lead: organisationOf('government'), coOwners: [organisationOf('association')], due: dayAfter(60), region: '440000', motion: item(motion) }),
    ...takenUp(first, 'government', [-34, -20]),
  ]
}

/** A joint meeting at which a motion was deliberated, held with its minutes, of which one paragraph became work; and the next with its agenda. */
const meetings = () => {
  const [mechanism, last, next, work, motion] = ['T2 联席会', 'T2 上次会议', 'T2 下次会议', 'T2 会议事项', 'T2 会上动议']
  const said = on(last)
  return [
    begins('mechanism', mechanism)(-40, 'government', {
      task: 'T2', title: '关键环节政企联席会（虚构）', kind: 'jointMeeting', cadence: { unit: 'month', every: 1, nth: nthOf(28) }, start: dayAfter(10), convenor: organisationOf('government'),
      members: [organisationOf('enterprise'), organisationOf('association'), organisationOf('research')], inputs: '上次会议事项的进展\n各方诉求', outputs: '会议纪要；事项清单', template: '1. 重点环节的交期与库存\n2. 替代来源的验证进度',
    }),
    begins('motion', motion)(-22, 'association', {
      task: 'T2', title: '验证机时按等待先后分配（虚构）', threshold: 1, evidence: [], text: `验证线少、排队长，分配办法不一。提议按等待先后分配，急件写明理由后可以提前。${fictional}`,
    }),
    on(motion)(-21, 'government', 'addEvidence', { ref: stateOf('光电倍增管'), note: '图谱中的状态' }),
    begins('meeting', last)(-20, 'government', { mechanism: item(mechanism), day: workingDayBefore(8) }),
    on(motion)(-19, 'government', 'openDeliberation', { consultUntil: dayAfter(14), method: 'chambers', quorum: 0.5, heldAt: { meeting: item(last) } }),
    said(-19, 'association', 'propose', { title: '验证费用的分担', text: '多家会员提出' }),
    said(-12, 'government', 'open', { heldOn: workingDayBefore(0) }),
    ...[['government', 'present', '王处长（虚构）'], ['enterprise', 'present', '李总监（虚构）'], ['association', 'represented', '秘书处代为出席'], ['research', 'absent', '']].map(([who, presence, people]) => said(-12, 'government', 'attend', { organisation: organisationOf(who), presence, people })),
    ...[
      ['government', 1, `通报上次会议事项：两项已办结，一项延至下月。${fictional}`], ['enterprise', 3, '光电倍增管的交期由 16 周延至 22 周，现有库存约可用 9 周。'], ['association', 4, '验证机时不足：会员中有四家排队，最长已等三个月。'],
      ['government', 4, '请整机企业开放一条验证线，优先安排光电倍增管的替代来源，下次会议通报进度。'],
    ].map(([who, at, text]) => said(-12, who, 'write', { text, item: at })),
    ...[
      ['enterprise', 'for', '按等待先后，但每月应留出一成机时给急件。', true, '写入办法：每月留一成机时。'], ['association', 'neither', '排队名单应每周公布，会员才会相信。', false, '名单含在研产品，先向排队者本人公布。'],
    ].flatMap(([who, stance, text, adopted, reason], n) => [
      on(motion)(-12, 'government', 'noteOpinion', { organisation: organisationOf(who), stance, text }), on(motion)(-11, 'analyst', 'answerOpinion', { opinion: n + 1, adopted, reason }),
    ]),
    said(-12, 'government', 'rise'),
    begins('work', work)(-11, 'government', { task: 'T2', title: '开放一条验证线，优先安排光电倍增管的替代来源（虚构）', lead: organisationOf('enterprise'), due: dayAfter(40), region: '440300', meeting: { meeting: item(last), paragraph: 4 } }),
    ...takenUp(work, 'enterprise', [-10, -8]),
    said(-9, 'government', 'approve'),
    on(motion)(-4, 'government', 'openBallot', { closesOn: dayAfter(7), reviewOn: dayAfter(180) }),
    on(motion)(-4, 'government', 'castVote', { choice: 'yes' }), on(motion)(-3, 'enterprise', 'castVote', { choice: 'yes' }), on(motion)(-3, 'government', 'closeBallot'),
    begins('meeting', next)(-1, 'government', { mechanism: item(mechanism), day: nextOf(mechanism) }),
    on(next)(0, 'association', 'propose', { title: '验证线开放后的排队规则', text: '' }),
  ]
}

const keyLinks = () => {
  const [motion, plan, shenzhen, dongguan, standard] = ['T2 动议', 'T2 年度任务', 'T2 深圳', 'T2 东莞', 'T2 标准']
  return [
    begins('motion', motion)(-70, 'association', {
      task: 'T2', title: '光电倍增管两年内完成两家替代来源的验证（虚构）', threshold: 1, evidence: [],
      text: `光谱仪与闪烁测量离不开光电倍增管，合格来源集中。提议由整机企业提供验证机时，政府部门支持首购首用。${fictional}`,
    }),
    on(motion)(-69, 'government', 'addEvidence', { ref: stateOf('光电倍增管'), note: '图谱中的状态' }),
    on(motion)(-69, 'government', 'addEvidence', { ref: riskOf('光电倍增管'), note: '风险清单中的对应条目' }),
    on(motion)(-68, 'government', 'openDeliberation', { consultUntil: dayAfter(14), method: 'double', quorum: 0.5 }),
    ...opinions(motion, [
      [-66, 'research', 'against', '验证周期少于半年不足以判断寿命。', true, '验证期定为不少于六个月。'],
      [-65, 'association', 'for', '协会可以牵头起草验证规范。', true, '列为第三项任务。'],
      [-63, 'service', 'neither', '保险费率须先有失效数据。', false, '先以试点数据起步，一年后再定费率。'],
    ]),
    on(motion)(-60, 'research', 'dissent', { text: '验证费用由谁承担没有写清。' }),
    on(motion)(-61, 'government', 'openBallot', { closesOn: dayAfter(10), reviewOn: dayAfter(365) }),
    on(motion)(-58, 'enterprise', 'castVote', { choice: 'yes' }), on(motion)(-57, 'government', 'castVote', { choice: 'yes' }),
    on(motion)(-57, 'government', 'closeBallot'),
    begins('work', plan)(-55, 'government', { task: 'T2', title: '光电倍增管替代来源验证（虚构）', lead: organisationOf('government'), due: dayAfter(330), region: '440000', motion: item(motion) }),
    begins('work', shenzhen)(-55, 'government', { task: 'T2', title: '深圳整机厂试装（虚构）', lead: organisationOf('enterprise'), due: dayAfter(40), region: '440300', parent: item(plan), motion: item(motion) }),
    begins('work', dongguan)(-55, 'government', { task: 'T2', title: '东莞供应商送样（虚构）', lead: organisationOf('enterprise'), due: dayAfter(45), region: '441900', parent: item(plan), motion: item(motion) }),
    begins('work', standard)(-55, 'government', { task: 'T2', title: '验证规范起草（虚构）', lead: organisationOf('government'), coOwners: [organisationOf('association')], due: dayAfter(75), region: '440000', parent: item(plan), motion: item(motion) }),
    ...takenUp(plan, 'government', [-54, -54]),
    ...takenUp(shenzhen, 'enterprise', [-53, -50]),
    on(shenzhen)(-30, 'enterprise', 'report', { text: '首批三台已试装。', evidence: ['https://example.org/demo/trial-1'] }),
    on(shenzhen)(-28, 'analyst', 'sendBack', { reason: '缺少暗电流记录。' }),
    ...settled(shenzhen, 'enterprise', [-20, -18], { text: '补齐暗电流记录，三台均合格。', evidence: ['https://example.org/demo/trial-1-dark-current', stateOf('光电倍增管')] }),
    ...takenUp(dongguan, 'enterprise', [-52, -45]),
    on(dongguan)(-8, 'government', 'urge', { text: '样件已过约定日期，请说明原因和新的日期。' }),
    on(dongguan)(-4, 'government', 'escalate', { to: organisationOf('government'), text: '催办后未答复。' }),
    ...takenUp(standard, 'government', [-50, -44]),
  ]
}

const breakthrough = () => {
  const [appeal, motion] = ['T3 诉求', 'T3 动议']
  return [
    begins('appeal', appeal)(-50, 'enterprise', { subject: 'technology', title: '电子倍增器的二次发射材料寿命不足（虚构）', text: `现有样品两百小时后增益下降一半，请有条件的院所帮助测试与改进。${fictional}`, anonymous: false }),
    on(appeal)(-49, 'analyst', 'triage', { task: 'T3', owner: organisationOf('research'), note: '属材料问题，请科研机构答复。' }),
    on(appeal)(-43, 'research', 'answer', { text: '可提供寿命测试台，并建议立项联合攻关。' }),
    on(appeal)(-40, 'enterprise', 'rate', { score: 5, text: '答复具体，可以执行。' }),
    begins('motion', motion)(-24, 'research', {
      task: 'T3', title: '电子倍增器联合攻关（虚构）', threshold: 2, evidence: ['https://example.org/demo/gain-test'],
      text: `企业出样品与验证，院所出测试台与材料，成果按投入共享。${fictional}`,
    }),
    on(motion)(-23, 'enterprise', 'support'),
    on(motion)(-23, 'analyst', 'addEvidence', { ref: stateOf('电子倍增器'), note: '图谱中的状态' }),
    on(motion)(-22, 'enterprise', 'openDeliberation', { consultUntil: dayAfter(10), method: 'consent', quorum: 1 }),
    ...opinions(motion, [
      [-20, 'government', 'for', '可纳入年度攻关计划，须写明里程碑。', true, '增加三个里程碑。'],
      [-18, 'service', 'neither', '成果共享宜先签知识产权协议。', true, '列为启动条件。'],
    ]),
    on(motion)(-9, 'enterprise', 'openBallot', { closesOn: dayAfter(20) }),
    on(motion)(-7, 'enterprise', 'castVote', { choice: 'yes' }),
  ]
}

const joinedChains = () => {
  const [appeal, first, second] = ['T4 诉求', 'T4 动议一', 'T4 动议二']
  return [
    begins('appeal', appeal)(-46, 'enterprise', { subject: 'finance', title: '首台套设备回款周期长，流动资金紧张（虚构）', text: `希望有以订单为依据的短期融资。${fictional}`, anonymous: true }),
    on(appeal)(-45, 'analyst', 'triage', { task: 'T4', owner: organisationOf('service') }),
    on(appeal)(-36, 'service', 'answer', { text: '可先试行订单融资，额度按已签合同的六成。' }),
    begins('motion', first)(-56, 'service', { task: 'T4', title: '设立订单融资风险池，各方按营业收入出资（虚构）', threshold: 1, evidence: ['https://example.org/demo/order-finance'], text: `以风险池分担坏账。${fictional}` }),
    on(first)(-55, 'analyst', 'openDeliberation', { consultUntil: dayAfter(7), method: 'consent', quorum: 0.5 }),
    ...opinions(first, [[-52, 'government', 'neither', '财政资金暂不能注资，可以统筹贴息。', true, '改为贴息。']]),
    on(first)(-49, 'analyst', 'openBallot', { closesOn: dayAfter(6) }),
    on(first)(-48, 'enterprise', 'castVote', { choice: 'yes' }), on(first)(-48, 'association', 'castVote', { choice: 'yes' }), on(first)(-47, 'service', 'castVote', { choice: 'yes' }), on(first)(-47, 'analyst', 'castVote', { choice: 'yes' }),
    on(first)(-46, 'research', 'castVote', { choice: 'no', reason: '科研机构没有营业收入，按营业收入出资无从计算，也没有对应的收益。' }),
    on(first)(-46, 'analyst', 'closeBallot'),
    begins('motion', second)(-12, 'service', {
      task: 'T4', title: '订单融资试点：自愿出资，科研机构不出资（虚构）', threshold: 2, evidence: ['https://example.org/demo/order-finance-2'], text: `吸收上次未通过的理由：出资自愿，科研机构只提供技术评估。${fictional}`,
    }),
    on(second)(-11, 'enterprise', 'support'),
    on(second)(-6, 'analyst', 'openDeliberation', { consultUntil: dayAfter(12), method: 'chambers', quorum: 0.5 }),
    on(second)(-4, 'research', 'speak', { stance: 'for', text: '不再要求科研机构出资，赞成。' }),
  ]
}

const digital = () => {
  const [motion, catalogue, returns, training] = ['T5 动议', 'T5 目录', 'T5 回传', 'T5 培训']
  return [
    begins('motion', motion)(-64, 'service', { task: 'T5', title: '统一月度数据回传的格式与目录（虚构）', threshold: 1, evidence: ['https://example.org/demo/data-catalogue'], text: `六市用同一张表，同一口径，缺的写明原因。${fictional}` }),
    on(motion)(-62, 'government', 'openDeliberation', { consultUntil: dayAfter(8), method: 'convenor', quorum: 0.5 }),
    ...opinions(motion, [[-60, 'research', 'for', '建议给每个指标注明来源与等级。', true, '目录增加来源与等级两列。']]),
    on(motion)(-53, 'government', 'openBallot', { closesOn: dayAfter(5) }),
    on(motion)(-52, 'government', 'castVote', { choice: 'yes' }), on(motion)(-51, 'enterprise', 'castVote', { choice: 'yes' }), on(motion)(-51, 'association', 'castVote', { choice: 'abstain' }),
    on(motion)(-50, 'service', 'castVote', { choice: 'yes' }), on(motion)(-50, 'analyst', 'castVote', { choice: 'yes' }),
    on(motion)(-50, 'government', 'closeBallot'),
    begins('work', catalogue)(-48, 'government', { task: 'T5', title: '编制回传目录（虚构）', lead: organisationOf('service'), due: dayAfter(25), region: null, motion: item(motion) }),
    ...takenUp(catalogue, 'service', [-47, -45]),
    ...settled(catalogue, 'service', [-26, -25], { text: '目录定稿，二十四项指标。', evidence: ['https://example.org/demo/catalogue-final'] }),
    begins('work', returns)(-24, 'government', { task: 'T5', title: '六市按新目录回传十月数据（虚构）', lead: organisationOf('government'), coOwners: [organisationOf('service')], due: dayAfter(18), region: '440000', motion: item(motion) }),
    ...takenUp(returns, 'government', [-23, -22]),
    on(returns)(-7, 'analyst', 'extend', { due: dayAfter(21), reason: '两市系统升级，来函申请延期。' }),
    begins('work', training)(-24, 'government', { task: 'T5', title: '回传填报培训（虚构）', lead: organisationOf('association'), due: dayAfter(40), region: '440000', motion: item(motion) }),
    ...takenUp(training, 'association', [-22, -15]),
    on(training)(-2, 'association', 'report', { text: '两场培训，六十二人参加。', evidence: ['https://example.org/demo/training'] }),
  ]
}

/** stories.json: every act of the five stories and of the two meetings, the earliest first. */
export function makeStories() {
  return [...mechanism(), ...keyLinks(), ...meetings(), ...breakthrough(), ...joinedChains(), ...digital()].sort((a, b) => a.day - b.day)
}
