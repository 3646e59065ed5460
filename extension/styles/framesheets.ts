import frame from "../../style/frame.raw.css";
import shared from "../../style/shared.raw.css";

/** Of the panel before what it shows is loaded, and what all else has in common with it. */
export const frameSheets: readonly string[] = [shared, frame];
