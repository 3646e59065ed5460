import { setDisplayPublisher, type MimeBundle } from "../display";

type Publish = (
  messageType: "display_data" | "update_display_data",
  content: Readonly<Record<string, unknown>>,
) => void;

/** What tslab's own `display` gives its publisher. */
interface TslabDisplayData {
  readonly data: MimeBundle;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly transient: { readonly display_id?: string };
}

/** Publishes what user code shows by Trackside's `display` and by tslab's. */
export function captureDisplays(publish: Publish): void {
  const shown = new Set<string>();
  const show = (data: MimeBundle, metadata: Readonly<Record<string, unknown>>, displayId: string | undefined): void => {
    const isUpdate = displayId !== undefined && shown.has(displayId);
    if (displayId !== undefined) {
      shown.add(displayId);
    }
    const transient = displayId === undefined ? {} : { display_id: displayId };
    publish(isUpdate ? "update_display_data" : "display_data", { data, metadata, transient });
  };
  setDisplayPublisher((bundle, displayId) => show(bundle, {}, displayId));
  const tslab = require("tslab/dist/jupyter") as { lastWriteDisplayData: unknown };
  tslab.lastWriteDisplayData = ({ data, metadata, transient }: TslabDisplayData): void =>
    show(data, metadata, transient.display_id);
}
