export { display, displaySymbol, setDisplayPublisher, type DisplayPublisher, type MimeBundle } from "./publisher";
