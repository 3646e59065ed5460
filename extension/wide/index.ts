export { WideTabs, type WideTabsOptions } from "./widetabs";
export type { WideKind, WideProps } from "./widetab";
