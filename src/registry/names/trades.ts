/** Words of trades in Chinese firm names: where the first of them begins (from the third character on), the brand ends. */
const trades = `
科技 技术 高科 高新技术 科学 科贸 实业 工业 产业 企业 事业 商务 商贸 贸易 经贸 外贸 国贸 进出口 国际 控股 投资 创投 资本 资产管理 资产 基金 发展 开发 建设 管理 咨询 服务 运营 经营 供应链 租赁 融资租赁 担保 信托 期货 证券 保险 银行 金融 财务
电子 电气 电器 电机 电力 电工 电缆 线缆 电线 电源 电池 电路 电声 电讯 电信 电商 电子商务 电影 电视 电网 微电子 光电 光电子 光学 光电科技 光通信 光伏 激光 半导体 集成电路 芯片 晶圆 封装 传感 传感器 传感技术 元器件 元件 连接器 显示 照明 触控
仪器 仪表 仪器仪表 测控 测量 测试 检测 计量 检验 检验检测 认证 分析仪器 科学仪器 精密仪器 精密 精工 精机 精密机械 精密制造 精密科技 自动化 自动控制 控制 智控 机器人 智能 智能科技 智能装备 智造 数控 机床 刀具 量具 工具 模具 五金 轴承 齿轮 液压 气动 阀门 泵业 机电 机械 机器 重工 重型机械 装备 设备 专用设备 制造 制品 加工 铸造 锻造 焊接 热处理 表面处理 紧固件 弹簧
材料 新材料 新材 复合材料 特种材料 高分子 塑料 塑胶 橡胶 橡塑 树脂 涂料 油墨 化工 化学 化纤 纤维 石化 石油 石油化工 天然气 燃气 煤业 煤电 煤炭 焦化 能源 新能源 清洁能源 节能 环保 环境 环境科技 生态 水务 水利 水电 热电 热力 核电 风电 风能 太阳能 氢能 储能 钢铁 特钢 特种钢 钢管 钢构 钢结构 钢业 金属 金属制品 有色 有色金属 铝业 铜业 锌业 钛业 镍业 锡业 钨业 稀土 黄金 矿业 矿产 资源 磁材 磁性材料 陶瓷 玻璃 水泥 建材 木业 纸业 造纸 包装 印刷 印务
生物 生物技术 生物科技 生物医药 生物制品 生物制药 医药 药业 制药 药物 医疗 医疗器械 医疗科技 医疗设备 医疗技术 器械 诊断 基因 健康 健康科技 康复 医学 卫生 牙科 口腔 眼科 中药 中药饮片 血液制品 兽药 农药 化肥 肥业 种业 农业 农牧 牧业 渔业 水产 畜牧 饲料 食品 饮料 乳业 酒业 啤酒 白酒 葡萄酒 酿酒 糖业 粮油 油脂 调味 餐饮 茶业 烟草
信息 信息技术 信息科技 信息产业 网络 网络科技 网络技术 互联网 互动 通信 通信技术 通讯 通信设备 通讯设备 软件 软件技术 计算机 数据 大数据 数字 数码 数字科技 云计算 物联网 物联 系统 系统集成 系统工程 安防 安全 卫星 导航 雷达 测绘 地理信息 空间信息 遥感 游戏 传媒 传播 文化 文化传媒 广告 出版 影视 影业 娱乐 体育 教育 旅游 酒店 会展 展览 印象
建筑 建工 建筑工程 建筑设计 建材科技 工程 工程技术 工程咨询 工程设计 设计 装饰 装修 幕墙 园林 景观 市政 路桥 交通 公路 高速公路 铁路 轨道 轨道交通 港口 港务 港 航运 海运 海洋 海洋工程 船舶 船业 航空 航天 航空航天 机场 物流 运输 快递 仓储 汽车 汽车零部件 汽车部件 车辆 零部件 部件 车业 摩托车 自行车 电动车 轮胎 房地产 地产 置业 物业 置地 城建 城投 城市建设
纺织 服装 服饰 服装科技 针织 家纺 丝绸 毛纺 毛纺织 棉业 鞋业 皮革 家居 家具 家电 厨具 卫浴 橱柜 玩具 文具 珠宝 首饰 钟表 眼镜 化妆品 日化 日用品 百货 商业 商场 商城 超市 零售 连锁 连锁超市 大药房 医药连锁 商社 供销
兵器 军工 防务 特种 综合 联合 股份 集团 通用 动力 动力机械 机电设备 电气设备 输变电 变压器 变频 开关 继电器 电容 电容器 电阻 电感 磁电 晶体 超声 影像 质谱 色谱 光谱 显微 示波 监护
电梯 合金 铝合金 颜料 制冷 大药厂 护理用品 用品 户外用品 儿童用品 管桩 光能 气体 碳素 无纺布 果汁 薄膜 生化 有机硅 液晶 集成 增材 接插件 锦纶 钢索 医用 专用 消防 水处理 轮毂 活性炭 密封件 密封 发电 鼓风机 石英 药用 新药 绿化 布艺 香料 回转支承 钻石 瓷业 传动 资讯 媒体 新媒体 营销 研究 勘察 咨询服务 超导 磁共振 监测 控股集团 农村商业银行 农商银行 商业银行 城市商业银行 出版传媒 公用事业 客车 衡器 线材 时尚 时装
`.trim().split(/\s+/)

const byFirst = new Map<string, string[]>()
for (const trade of new Set(trades)) {
  const first = trade[0]!
  byFirst.set(first, [...(byFirst.get(first) ?? []), trade].sort((a, b) => b.length - a.length))
}

/**
 * Where the trade begins in the core of a Chinese firm name (region and form taken off); its length if there is none.
 * A brand has two characters at least.
 */
export function tradeStart(core: string): number {
  for (let at = 2; at < core.length; at += 1) {
    if (isTradeAt(core, at)) return at
  }
  return core.length
}

/** Whether a trade word stands at a place of a text. */
export function isTradeAt(core: string, at: number): boolean {
  return byFirst.get(core[at] ?? '')?.some((trade) => core.startsWith(trade, at)) ?? false
}

/** The trade words of a text, longest first at each place, in order. */
export function tradeWords(text: string): string[] {
  const found: string[] = []
  for (let at = 0; at < text.length; at += 1) {
    const trade = byFirst.get(text[at]!)?.find((word) => text.startsWith(word, at))
    if (!trade) continue
    found.push(trade)
    at += trade.length - 1
  }
  return found
}
