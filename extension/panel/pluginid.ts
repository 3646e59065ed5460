/** Names the plugin, and with it its settings. */
export const pluginId = "jupyterlab-trackside:plugin";
