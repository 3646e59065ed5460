import { node, pipeline } from "../../trackside-project";
import { cleanCalls, cleanVessels, joinArrivals } from "./nodes";

/** From the raw tables to one table to learn from. */
export const createPipeline = () =>
  pipeline(
    [
      node(cleanVessels, "vessels", "clean_vessels", { name: "clean_vessels" }),
      node(cleanCalls, ["port_calls", "params:features.late_after_minutes"], "clean_calls", { name: "clean_calls" }),
      node(joinArrivals, ["clean_calls", "clean_vessels", "weather"], "arrivals", { name: "join" }),
    ],
    { tags: "preparation" },
  );
