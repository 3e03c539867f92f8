import { useCallback, useMemo } from 'react'
import type { ResultView } from '../../../src/shared/contract/analyses.ts'
import type { DistancePicture } from '../../../src/shared/distance-picture.ts'
import { formatCount } from '../../../src/shared/format.ts'
import { Chart } from '../../charts/chart.tsx'
import { distanceCurveOption, markOf } from '../../charts/distance-curve.ts'
import type { ChartTheme } from '../../charts/chart-theme.ts'
import { boxOf, isInside, siteMapOption } from '../../charts/site-map.ts'
import { useEvidence, useText, useWords } from '../../parts/index.ts'
import { distanceWords } from '../../words/distance.ts'

/** The curve with its bands; a point opens into the places it rests on. */
export function Curve({ result, picture }: { result: ResultView; picture: DistancePicture }) {
  const t = useWords(distanceWords)
  const say = useText()
  const { open } = useEvidence()
  const words = useMemo(() => ({ distance: t.distance, observed: t.observed, mean: t.mean, local: t.local, global: t.global, average: t.average }), [t])
  const option = useCallback((theme: ChartTheme) => distanceCurveOption(picture, words, theme), [picture, words])
  const { radii, observed, mean, local, global } = picture
  const columns = [t.distance, t.observed, t.mean, t.lower(t.global), t.upper(t.global), t.lower(t.local), t.upper(t.local), t.place]
  const short = (value: number | null | undefined): number | null => (value === null || value === undefined ? null : Number(value.toPrecision(4)))
  const side = (k: number): string | null => { const mark = markOf(observed[k], global, k); return mark.symbol === undefined ? null : mark.symbolRotate === undefined ? t.above : t.below }
  const rows = radii.map((radius, k) => [short(radius), ...[observed, mean, global.lower, global.upper, local.lower, local.upper].map((values) => short(values[k])), side(k)])
  const keys = result.tables.find(({ id }) => id === 'curve')?.rows.map(({ key }) => key) ?? []
  return (
    <section aria-label={t.curve(say(picture.name))}>
      <h2>{say(picture.title)}</h2>
      <Chart label={t.curve(say(picture.name))} option={option} table={{ columns, rows }} file={`spatial-concentration-${picture.function}`} height={400} onSelect={({ dataIndex }) => { if (keys[dataIndex]) open(`result:${result.result}:curve:${keys[dataIndex]}:observed`) }} />
      <p className="muted small">{t.hint}</p>
    </section>
  )
}

const mapMost = 416

/** Where the sites lie, to scale. */
export function SiteMap({ sites }: { sites: NonNullable<DistancePicture['sites']> }) {
  const t = useWords(distanceWords)
  const { open } = useEvidence()
  const box = useMemo(() => boxOf(sites), [sites])
  const option = useCallback((theme: ChartTheme) => siteMapOption(sites, box, { theme, words: { member: t.member, other: t.other } }), [sites, box, t])
  const members = sites.filter(({ member }) => member)
  const outside = sites.filter((site) => !isInside(site, box)).length
  // As wide as it is high, but for the room of its axes.
  const height = Math.min(mapMost, document.documentElement.clientWidth - 32)
  const others = sites.filter(({ member }) => !member)
  return (
    <section aria-label={t.map}>
      <h2>{t.map}</h2>
      <Chart
        label={t.mapLabel(formatCount(members.length), formatCount(sites.length))} option={option} height={height} file="sites"
        table={{ columns: [t.organisation, t.east, t.north, t.member], rows: sites.map(({ name, x, y, member }) => [name, x, y, member ? t.member : null]) }}
        onSelect={({ dataIndex, seriesIndex }) => { const site = (seriesIndex === 0 ? members : others)[dataIndex]; if (site) open(`${site.key}:longitude`) }}
      />
      <p className="muted small">{t.mapLabel(formatCount(members.length), formatCount(sites.length))}{t.stop}{t.mapHint(formatCount(outside))}</p>
    </section>
  )
}
