/** Calls back when JupyterLab has changed its theme: what is drawn on a canvas does not follow it. @returns what ends it */
export function onThemeChange(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-name", "data-jp-theme-light"] });
  return () => {
    observer.disconnect();
  };
}
