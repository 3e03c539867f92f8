import type { FirmSnapshot } from './firm-network.ts'

/** 甲 and 乙 make the same and sell 3 and 1 to 丙, who sells 4 to 丁. 戊 trades with nobody. */
export function firmSnapshot({ volume = [3, 1, 4], inferred = false, industry = [0, 0, 1, 2, 2], revenue = [NaN, NaN, NaN, NaN, NaN] } = {}): FirmSnapshot {
  const count = 5
  const id = Float64Array.of(1, 2, 3, 4, 5)
  return {
    id: 'x', cluster: 'test', audience: 'team', revision: 1,
    registry: {
      count, id, name: ['甲', '乙', '丙', '丁', '戊'], industry: Int32Array.from(industry), industries: ['3441', '3442', '3443'], revenue: Float64Array.from(revenue),
      region: Int32Array.of(0, 0, 1, 1, -1), regions: ['440305', '440100'], regionNames: ['深圳市南山区', '广州市'], country: Int32Array.of(0, 0, 0, 0, 0), countries: ['CHN'],
    },
    links: {
      inferred, count: 3, supplier: Int32Array.of(0, 1, 2), customer: Int32Array.of(2, 2, 3), volume: Float64Array.from(volume), node: Int32Array.of(1, 1, 2), input: Int32Array.of(0, 0, 1),
      left: { withoutEnds: 0, selfLoops: 0, tooWide: 0 },
    },
    // 甲 and 乙 supply node 10 (甲 three quarters), 丙 node 20, 丁 node 30; 甲 also a quarter of its revenue from node 30, out of Japan.
    chain: {
      nodes: { count: 3, id: Float64Array.of(10, 20, 30), name: ['管材', '泵体', '泵'], stage: Int8Array.of(0, 1, 2), stageRow: Int32Array.of(-1, -1, -1) },
      rowOf: new Map([[10, 0], [20, 1], [30, 2]]),
      organisations: { count: 4, id: Float64Array.of(1, 2, 3, 4) },
      supplies: {
        count: 5, organisation: Int32Array.of(0, 1, 2, 3, 0), node: Int32Array.of(0, 0, 1, 2, 2), share: Float64Array.of(0.75, 0.25, NaN, NaN, 0.2), revenueShare: Float64Array.of(0.75, NaN, NaN, NaN, 0.25),
        negligible: Int8Array.of(-1, -1, -1, -1, -1), origin: Int32Array.of(0, 0, 0, 0, 1), owner: Int32Array.of(-1, 0, -1, -1, -1),
      },
      countries: ['CHN', 'JPN'], owners: ['某集团'],
    },
  } as unknown as FirmSnapshot
}
