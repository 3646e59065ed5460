export { addStyles } from "./addstyles";
export { frameSheets } from "./framesheets";
export { runSheets } from "./runsheets";
