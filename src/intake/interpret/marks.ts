/** What the sheets that we write are known by when they come back. */

/** The column that a list of rows to mend carries; it is no data when the list comes back. */
export const reasonHeading = '问题 / Problem'
/** The sheet of explanations that comes with a template; it is no data either. */
export const legendSheet = '说明 Legend'
/** What marks the example row of a template, which is passed over. */
export const exampleMark = '示例，填写前请删除本行 Example row: delete before use'
