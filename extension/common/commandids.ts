/** Ids of Trackside's commands. */
export const commandIds = {
  togglePanel: "trackside:toggle-panel",
  openInMlflow: "trackside:open-in-mlflow",
  openWide: "trackside:open-wide",
} as const;
