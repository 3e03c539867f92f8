/**
 * The shared parts of the web app. Pages import from here and from src/shared, draw with web/charts, and fetch through the client.
 *
 * A page is one file and one line:
 *   1. `web/pages/name.tsx` with `export default function NamePage({ params }: PageProps)`;
 *   2. its entry in `web/pages/index.ts` (path inside the cluster, title, icon, `load`, least access, place in the menu);
 *   3. its words in `web/words/name.ts` with `defineWords` (Chinese and English, both or it does not compile).
 * Route, chunk, menu, search, access, error boundary and loading state follow. Links and `navigate` take paths inside the
 * cluster (`/map/node/12`); `~/…` leaves it. Shape of a page:
 *   <PageHead title lead action />  then  <Loaded query={useCall('getNode', { params: { node } })}>{(node) => …}</Loaded>
 *
 * Data     useCall(name, parts)          reads; the cluster is filled in; show it with <Loaded query empty isEmpty>
 *          useAct(name, { onDone })      changes; what is on screen is asked for again; `.mutate(parts)`, `.error` is an ApiError
 *          call / download / upload / watch + useClusterId, withCluster    the client by hand: files, uploads with progress, events
 *          useCan()('analyst')           whether to offer an action; useMembership() who looks, and as what
 * Words    useWords(words), useText()(text), useCountry()('JPN'), useRegion()('深圳市'), useLanguage().lang for src/shared/format.ts
 * Truth    <Value at="node:12:stockDays" mark={marks.stockDays} blank>{formatNumber(…)}</Value>   any value shown, opens its evidence;
 *          useEvidence().open(ref)       the same from a chart or a figure
 *          <Grade grade> <StateBadge state> <ActorBadge type>; stateShapes, actorShapes: their paths for charts;
 *          colours as CSS variables --state-broken … --actor-government … (styles/tokens.css)
 * Lists    <DataTable id label source columns state rowId href filters onExport empty actions />
 *          (`current`: the row that something beside the table is about); <FilterChips filters state /> the same filters without a table;
 *          source = useRemoteRows('listNodes', { query: state.values }) or useLocalRows(rows, columns);
 *          state = useTableState<{ text?: string }>(['text', 'stage']) (filters and order live in the address bar)
 * Fields   <OrganisationField label id name suggested onChange /> finds one in the registry, <OrganisationsField> several
 * States   <Loaded> <Loading> <Failure error onRetry> <Empty title action> <Unseen> (an empty list of those who may not fill it)
 * Dialogs  <Confirm … withReason> <KeyHelp> <KeyTable>; useKeyLines(lines) lists a page's keys under `?`; isTyping(target)
 * Forms    <Form label fields action onSubmit … /> a form made of fields as data, <FormDialog title …/> the same in a dialog; <Acts forms may onAct … /> the events of an item that are
 *          possible now, each with its form; <Happened events /> its log; <LightSign light /> how it stands against its date
 * Jobs     useJob(job, onEnd) follows one live, <JobProgress job /> shows it
 * Analyses <AnalysisFrame analysis title lead>{(info) => …} a page around one, or what it lacks; useChoices(names) its parameters in the address;
 *          useAnalysis(id, parameters, { auto }) runs one and follows it, <Computed of>{(result) => …}; <ParameterForm info choices values onChange />, <ResultTables result />,
 *          <PutIntoReport result chosen={{ table, rows, columns }} /> into a draft report;
 *          <Provenance result /> (method, version, snapshot, as a paragraph to copy); charts through <Chart> of web/charts/chart.tsx
 * Period   usePeriod().period is the one of the top bar, for pages that say in pages/index.ts that they depend on it
 * Styles   .section .row .between .stack .muted .small .number .plain (tables) .plain-box .no-print .visually-hidden .hatched;
 *          any element with `data-hint` shows that text on hover and focus
 */
export { AnalysisFrame, Computed, Lacking, useChoices } from './analysis/analysis-frame.tsx'
export { parameterNames } from './analysis/choices.ts'
export { ParameterForm } from './analysis/parameter-form.tsx'
export { Provenance } from './analysis/provenance.tsx'
export { PutIntoReport } from './analysis/put-into-report.tsx'
export { ResultTables } from './analysis/result-tables.tsx'
export { useAnalysis, type AnalysisRun, type Parameters } from './analysis/use-analysis.ts'
export { ActorBadge, Grade, StateBadge } from './badges.tsx'
export { ApiError, addressOf, call, download, upload, watch, type Input, type Output, type UploadOptions } from './client.ts'
export { useClusterId } from './cluster-id.ts'
export { useCountry } from './country.ts'
export { useRegion } from './region.ts'
export { RegionField } from './region-field.tsx'
export { Confirm, KeyHelp, KeyTable, type KeyLine } from './dialogs.tsx'
export { useEvidence } from './evidence-context.tsx'
export { JobProgress, useJob } from './job-progress.tsx'
export { isTyping, useEscape, useKeyLines } from './keys.ts'
export { defineWords, useLanguage, useText, useWords, type Said } from './language.tsx'
export { predicateTitle } from './predicates.ts'
export { OrganisationField, OrganisationsField, suggestedAtMost, type Named } from './organisation-field.tsx'
export { usePeriod } from './period.tsx'
export { PageHead } from './page-head.tsx'
export { keyOf, useAct, useCall, withCluster, type PageInput } from './queries.ts'
export { allows, useCan, useMembership, type Membership } from './session.tsx'
export { Empty, Failure, Loaded, Loading, Unseen } from './states.tsx'
export { subjectPage } from './subject-page.ts'
export { actorShapes, stateShapes, Symbol } from './symbols.tsx'
export { Acts, type ActForms } from './form/acts.tsx'
export { type Field, type Filled } from './form/fields.tsx'
export { Form } from './form/form.tsx'
export { FormDialog } from './form/form-dialog.tsx'
export { EventLines, Happened } from './form/happened.tsx'
export { LightSign } from './light-sign.tsx'
export { FilterChips } from './table/toolbar.tsx'
export { copyText } from './table/copy.ts'
export { DataTable, type DataTableProps } from './table/data-table.tsx'
export type { RowId } from './table/grid-row.tsx'
export { useLocalRows, useRemoteRows, type RowOf, type Source } from './table/rows.ts'
export { useTableState, type TableState } from './table/state.ts'
export type { Column, Filter, Sort } from './table/types.ts'
export { Value, type ValueProps } from './value.tsx'
