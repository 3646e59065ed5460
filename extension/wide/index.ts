export { WideTabs, type WideTabsOptions } from "./widetabs";
export { WideTab, type WideKind, type WideProps } from "./widetab";
