export { createNotebookAccess } from "./createnotebookaccess";
export { NotebookAccess, type NotebookAccessOptions, type OpenNotebook } from "./notebookaccess";
export { CellBadges, type BadgedCell, type CellBadgesOptions } from "./cellbadges";
export { CellLink, type LinkedKernel, type LinkedSession } from "./celllink";
export { insertCells, parseInsertCells, type CellList } from "./insertcells";
export { cellsPlugin } from "./plugin";
