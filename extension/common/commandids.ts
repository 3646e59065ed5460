/** Ids of Trackside's commands. */
export const commandIds = {
  togglePanel: "trackside:toggle-panel",
  goToPanel: "trackside:go-to-panel",
  openInMlflow: "trackside:open-in-mlflow",
  nextTab: "trackside:next-tab",
  previousTab: "trackside:previous-tab",
  openGraph: "trackside:open-graph",
  openWide: "trackside:open-wide",
  renameRun: "trackside:rename-run",
  editNote: "trackside:edit-note",
  addTag: "trackside:add-tag",
  newAttempt: "trackside:new-attempt",
  endRun: "trackside:end-run",
  copyRunId: "trackside:copy-run-id",
  copyAsCode: "trackside:copy-run-as-code",
  followKernel: "trackside:follow-kernel",
  pauseUpdates: "trackside:pause-updates",
} as const;
