/** The one place that knows the chart library: only what is drawn with is taken in, in a chunk of its own. */
import { BarChart, BoxplotChart, CustomChart, GraphChart, HeatmapChart, LineChart, ScatterChart } from 'echarts/charts'
import { DataZoomComponent, GridComponent, LegendComponent, MarkAreaComponent, MarkLineComponent, TooltipComponent, VisualMapComponent } from 'echarts/components'
import { init, use, type EChartsType } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'

use([BarChart, BoxplotChart, CustomChart, GraphChart, HeatmapChart, LineChart, ScatterChart, DataZoomComponent, GridComponent, LegendComponent, MarkAreaComponent, MarkLineComponent, TooltipComponent, VisualMapComponent, SVGRenderer])

export type { EChartsType }

/** Opens a chart in an element of the page, drawn as SVG. */
export function openChart(element: HTMLElement): EChartsType {
  return init(element, null, { renderer: 'svg' })
}
