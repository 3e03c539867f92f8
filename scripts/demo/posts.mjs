/** Posts and bodies of the demo, all invented: three levels of chain chiefs, the trinity, an officer, a committee of experts, a working team; some seats vacant, one term that ends soon, one that has lapsed. */

const basis = '示范办〔2026〕8号（虚构）'

/**
 * posts.json: what `createPost` takes, with the title of the post above; then who was appointed, by credit code, the days counted from the
 * day of loading.
 */
export function makePosts(organisations, { operatorCode }) {
  const codeOf = (start, nth = 0) => organisations.filter(({ name }) => name.includes(start))[nth].code
  const department = codeOf('广东省集群主管部门')
  const institutes = [0, 1, 2].map((n) => codeOf('研究院', n))
  const [associations, thinkTank] = [[0, 1].map((n) => codeOf('协会', n)), codeOf('产业智库')]
  const master = organisations.filter(({ tier }) => tier === '链主').map(({ code }) => code)
  return [
    post('generalChief', '广东省重点产业链总链长（虚构）', { text: '统领全省重点产业链，协调跨部门、跨地市的重大事项。', region: '440000' }, [held(department, '林某（虚构）', -300, 900)]),
    post('chainChief', '精密仪器设备产业链链长（虚构）', { text: '牵头产业链的安全可控与攻关，督办逾期事项。', region: '440000', under: '广东省重点产业链总链长（虚构）' }, [
      { ...held(department, '周某（虚构）', -320, 45), standIn: { code: codeOf('广东省科技主管部门'), person: '吴某（虚构）', from: -5, until: 9, reason: '链长出访，由科技主管部门代理（虚构）' } },
    ]),
    post('regionChief', '深圳市精密仪器设备链长（虚构）', { text: '牵头本市产业链事项。', region: '440300', under: '精密仪器设备产业链链长（虚构）' }, [held(codeOf('深圳市行业主管部门'), '郑某（虚构）', -200, 530)]),
    post('regionChief', '中山市精密仪器设备链长（虚构）', { text: '牵头本市产业链事项。', region: '442000', under: '精密仪器设备产业链链长（虚构）' }, [held(codeOf('中山市行业主管部门'), '何某（虚构）', -420, -12)]),
    post('officer', '首席集群官（虚构）', { text: '主持集群促进组织的日常工作，对理事会负责。' }, [held(operatorCode, '许某（虚构）', -150, null)]),
    post('board', '集群促进组织理事会（虚构）', { text: '决策：审议年度计划、章程与预算。', seats: ['理事长', '副理事长', '理事', '理事'] }, [
      held(department, '林某（虚构）', -300, 795), held(master[0], '冯某（虚构）', -300, 795), held(associations[0], '邓某（虚构）', -300, 795),
    ]),
    post('executive', '集群促进组织秘书处（虚构）', { text: '执行：落实决策，组织会商与督办。', seats: ['秘书长', '副秘书长'], under: '集群促进组织理事会（虚构）' }, [held(operatorCode, '许某（虚构）', -150, null), held(associations[1], '曹某（虚构）', -90, 275)]),
    post('advice', '技术咨询组（虚构）', { text: '技术咨询：论证技术路线，评估替代方案。', seats: ['组长', '专家'], under: '集群促进组织理事会（虚构）' }, [held(institutes[0], '彭某（虚构）', -100, 265), held(institutes[1], '曾某（虚构）', -100, 265)]),
    post('advisory', '战略咨询委员会（虚构）', { text: '对五年以上的方向提出意见；委员在具体动议中须申明利益冲突，有冲突的不参与表决。', seats: ['主任委员', '委员', '委员', '委员'] }, [
      held(institutes[2], '萧某（虚构）', -240, 490), held(institutes[0], '田某（虚构）', -240, 490), held(thinkTank, '董某（虚构）', -240, 490), held(master[0], '袁某（虚构）', -240, 38),
    ]),
    post('team', '真空与质谱专班（虚构）', { text: '分子泵、电子倍增器等卡点环节的供需对接与验证。', seats: ['组长', '成员', '成员'], under: '精密仪器设备产业链链长（虚构）' }, [held(codeOf('广东省科技主管部门'), '吴某（虚构）', -60, 305), held(institutes[1], null, -60, 305), held(master[1] ?? master[0], null, -60, 305)]),
  ]
}

/** Those who are held sit in the order of the seats. */
function post(kind, title, { under = null, ...fields }, terms) {
  return { post: { task: 'T1', kind, title, text: '', region: null, seats: [], ...fields }, under, terms: terms.map((term, n) => ({ seat: n + 1, ...term })) }
}

function held(code, person, from, until) {
  return { code, person, from, until, basis }
}
