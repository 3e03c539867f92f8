/** README.md of the demo: what is real, what is invented, how it was made, and the faults of the sample; the counts are counted. */
import { promotionName } from './organisations.mjs'

const STATES = { broken: '断点', choke: '卡点', bottleneck: '堵点', weak: '弱点', strength: '优势', ordinary: '一般', unknown: '未知' }

/** The text, Chinese first. */
export function readme({ organisations, nodes, inputs, supplies, observations, cluster, policies, stories, posts, problems }) {
  const counts = { organisations, nodes, inputs, supplies, observations, cluster, policies, stories, posts }
  return [...chinese(counts), ...faultsChinese(problems), ...english(counts), ...faultsEnglish(problems)].join('\n')
}

function chinese({ organisations, nodes, inputs, supplies, observations, cluster, policies, stories, posts }) {
  return [
    '# 演示集群：广东精密仪器设备', '',
    '这里的文件与任何团队的表格一样，经同一个导入程序装入。', '',
    '## 哪些是真的', '',
    '只有下列公开事实，见 `06-公开事实.csv` 与 `07-公开事实-发布机构未注明.csv`：', '',
    '- 广东省精密仪器设备集群 2022 年营业收入 2114.57 亿元，居江苏之后列全国第二（广东省统计局）；',
    '- 医疗仪器设备及仪器仪表制造业研发投入由 2018 年的 37.95 亿元增至 2021 年的 77.28 亿元，增长 103.6%；',
    '- 省级企业技术中心 28 家（原文未注明年份，文件中列在 2022 年并已注明）；',
    '- 2022 年上市企业 67 家，其中 58 家有境外业务（86.6%）；',
    '- 六个主要城市：深圳、广州、东莞、佛山、中山、珠海；五个分类：工业自动化测控、信息计测与电测、科学测试分析、人体诊疗、专用检测与测量。', '',
    '环节名称是通用技术名称；`共性基础`一组收几类仪器共用的材料、零部件和设备。', '',
    '## 哪些是虚构的', '',
    '其余一切：所有主体（企业、科研机构、协会、服务机构、政府部门、境外供应商）、人员、代码、地址、坐标（只有六市及外地各市的中心是真实的）、营业收入、供给份额、产地、合格与否、',
    '库存与替代周期、月度指标、政策、共治事例、职务与任职者，以及由此算出的环节状态。名称都以“（虚构）”结尾；信用代码的行政区划部分为 99…，这样的区划不存在，校验码则是对的。',
    '与任何真实主体雷同均属巧合，不构成对任何真实主体或国家的评价。', '',
    '## 内容', '',
    table(['文件', '行数', '内容'], [
      ['01-主体名单.csv', organisations.length, '五类主体及境外供应商'],
      ['02-环节.csv', nodes.length, `环节；按规则粗算的状态：${stateCounts(nodes, (s) => STATES[s], '、')}`],
      ['03-投入关系.csv', inputs.length, '投入与属于'],
      ['04-供给关系.xlsx', supplies.length, '谁供给哪个环节、份额、产地；表上有标题行、两行表头、单位行，表末有合计行；有三行沿用旧名、没有代码'],
      ['05-月度指标.xlsx', observations.length, '24 个月、6 市、8 项指标；2026 年 10 月中山市明显回落；缺数处写明原因'],
      ['06-公开事实.csv', 2, '真实；证据等级 A'],
      ['07-公开事实-发布机构未注明.csv', 5, '真实；证据等级 C'],
      ['cluster.json', '', '集群、账号、装入顺序、阈值'],
      ['policies.json', policies.length, '政策（虚构）：一项将到期、两项重叠、一项已到期；部分已告知主体'],
      ['stories.json', stories.length, '共治事例（虚构）：五项任务各一例，一次联席会已召开、一次将召开；五类主体在装入日之前各日所做的事'],
      ['posts.json', posts.length, '职务与机构（虚构）：总链长、链长、市链长、首席集群官、三位一体、咨询委员会、专班；有空缺、将届满与已届满的席位'],
      ['recipes/', '', '各表的导入方案'],
    ]), '',
    `集群促进组织：${promotionName}，统一社会信用代码 \`${cluster.operatorCode}\`。`, '',
    '## 怎样做成的', '',
    '`node scripts/make-demo.mjs` 由固定的种子生成全部文件，每次逐字节相同；写出前核对代码、引用、份额之和、投入关系无环、各环节状态与设计一致。', '',
  ]
}

function faultsChinese({ rows, faults }) {
  return [
    '## 带问题的示例', '',
    `\`带问题的示例.csv\` 有 ${rows.length} 行主体，供使用指南和测试用。第 1 行是表头；未列出的行没有问题。`, '',
    table(['行', '列', '问题'], faults.map((f) => [f.row, f.column ?? '', f.zh])), '',
  ]
}

function english({ organisations, nodes, inputs, supplies, observations, cluster, policies, stories, posts }) {
  return [
    '# The demo cluster: precision instruments, Guangdong', '',
    'These files are loaded through the same importer as anyone\'s.', '',
    '## What is real', '',
    'Only these public facts, in `06-公开事实.csv` and `07-公开事实-发布机构未注明.csv`:', '',
    '- revenue of Guangdong\'s precision instruments and equipment cluster in 2022: 211.457 billion yuan, second in the country after Jiangsu (Statistics Bureau of Guangdong);',
    '- research spending of the makers of medical and other instruments: 3.795 billion yuan in 2018, 7.728 billion in 2021, up 103.6 %;',
    '- 28 provincial enterprise technology centres (no year was given; the file puts them under 2022 and says so);',
    '- 67 listed companies in 2022, 58 of them with business abroad (86.6 %);',
    '- the six main cities and the five segments of instruments.', '',
    'The names of nodes are ordinary names of technology; the group `共性基础` holds materials, components and equipment that several segments share.', '',
    '## What is invented', '',
    'Everything else: all organisations (enterprises, institutes, associations, service institutions, departments, suppliers abroad), persons, codes, addresses, places (only the centres of the cities are true),',
    'revenues, shares, origins, qualifications, stocks and substitution times, the monthly indicators, the policies, the stories of co-governance, posts and who holds them, and the node states computed from them. Every name ends in （虚构）,',
    '"fictional"; credit codes carry a valid check character under a region 99…, which does not exist. Nothing here judges any real organisation or country.', '',
    '## Contents', '',
    table(['file', 'rows', 'what'], [
      ['01-主体名单.csv', organisations.length, 'organisations of the five actor types, and suppliers abroad'],
      ['02-环节.csv', nodes.length, `nodes; states as roughly computed: ${stateCounts(nodes, (s) => `${s} `, ', ')}`],
      ['03-投入关系.csv', inputs.length, 'requires, and is a kind of'],
      ['04-供给关系.xlsx', supplies.length, 'who supplies which node, shares, origins; with a title, two heading lines, a line of units and a totals row; three rows come under a former name and without a code'],
      ['05-月度指标.xlsx', observations.length, '24 months, 6 cities, 8 indicators; Zhongshan falls off in October 2026; where a value is missing the reason stands in its place'],
      ['06-公开事实.csv', 2, 'real; grade A'],
      ['07-公开事实-发布机构未注明.csv', 5, 'real, publisher not recorded; grade C'],
      ['cluster.json', '', 'the cluster, accounts, order of loading, thresholds'],
      ['policies.json', policies.length, 'policies (invented): one ends soon, two overlap, one has ended; some organisations were told'],
      ['stories.json', stories.length, 'co-governance (invented): one story in each of the five tasks, by day before the day of loading'],
      ['posts.json', posts.length, 'posts and bodies (invented): chain chiefs on three levels, the chief cluster officer, the trinity, a committee of experts, a working team; a vacant seat, terms that end soon or have lapsed'],
      ['recipes/', '', 'how each sheet is read'],
    ]), '',
    `The promotion organisation is ${promotionName}, credit code \`${cluster.operatorCode}\`.`, '',
    '## How it was made', '',
    '`node scripts/make-demo.mjs` makes all files from a fixed seed, the same bytes each time. Before it writes it checks codes, references, sums of shares, that the inputs have no circle, and that every node has the state it was planned to have.', '',
  ]
}

function faultsEnglish({ rows, faults }) {
  return [
    '## The sample with problems', '',
    `\`带问题的示例.csv\` holds ${rows.length} rows of organisations for the guide and the tests. Row 1 is the heading; rows not listed are sound.`, '',
    table(['row', 'column', 'fault'], faults.map((f) => [f.row, f.column ?? '', f.en])), '',
  ]
}

function stateCounts(nodes, label, separator) {
  return Object.keys(STATES).map((state) => `${label(state)}${nodes.filter((node) => node.state === state).length}`).join(separator)
}

function table(header, rows) {
  return [header, header.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')
}
