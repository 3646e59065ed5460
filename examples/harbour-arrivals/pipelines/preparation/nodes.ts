/* The same functions as the notebook's: that is where they were found. */

/** A row of the register, with its faults. */
export interface RawVessel {
  vessel_id: string;
  kind: string;
  length_m: number;
  gross_tonnage: string | null;
  built: number;
}

export interface Vessel {
  vessel_id: string;
  kind: string;
  length_m: number;
  gross_tonnage: number;
  built: number;
}

export function cleanVessels(vessels: RawVessel[]): Vessel[] {
  return vessels
    .map((vessel) => ({
      vessel_id: vessel.vessel_id,
      kind: vessel.kind.toLowerCase(),
      length_m: vessel.length_m,
      gross_tonnage: parseFloat(vessel.gross_tonnage ?? ""),
      built: vessel.built,
    }))
    .filter((vessel) => vessel.built > 0 && vessel.gross_tonnage > 0);
}

/** A call as it was sent; without an arrival it was called off. */
export interface RawCall {
  call_id: string;
  vessel_id: string;
  distance_nm: number;
  scheduled_arrival: string;
  actual_arrival: string | null;
}

export interface Call {
  call_id: string;
  vessel_id: string;
  distance_nm: number;
  scheduled_arrival: string;
  late: number;
}

export function cleanCalls(calls: RawCall[], lateAfter: number): Call[] {
  const cleaned = new Map<string, Call>(); // by id: a call that was sent again replaces itself
  for (const call of calls) {
    if (call.actual_arrival !== null) {
      const delay = (Date.parse(call.actual_arrival) - Date.parse(call.scheduled_arrival)) / 60_000;
      cleaned.set(call.call_id, {
        call_id: call.call_id,
        vessel_id: call.vessel_id.trim().toUpperCase(),
        distance_nm: call.distance_nm,
        scheduled_arrival: call.scheduled_arrival,
        late: delay > lateAfter ? 1 : 0,
      });
    }
  }
  return [...cleaned.values()];
}

export interface Weather {
  date: string;
  wind_ms: number;
  wave_m: number;
  visibility_km: number | null;
}

export function joinArrivals(calls: Call[], vessels: Vessel[], weather: Weather[]): Record<string, number>[] {
  const vesselOf = new Map(vessels.map((vessel) => [vessel.vessel_id, vessel]));
  const weatherOf = new Map(weather.map((day) => [day.date, day]));
  const callsOn = new Map<string, number>();
  const dayOf = (call: Call) => call.scheduled_arrival.slice(0, 10);
  calls.forEach((call) => callsOn.set(dayOf(call), (callsOn.get(dayOf(call)) ?? 0) + 1));

  return calls.flatMap((call) => {
    const vessel = vesselOf.get(call.vessel_id);
    const day = weatherOf.get(dayOf(call));
    if (!vessel || !day) return [];
    return {
      wave_m: day.wave_m,
      wind_ms: day.wind_ms,
      fog: (day.visibility_km ?? 16) < 4 ? 1 : 0,
      log_distance: Math.log(call.distance_nm),
      length_m: vessel.length_m,
      exposure: day.wave_m * Math.max(0, 130 - vessel.length_m),
      log_tonnage: Math.log(vessel.gross_tonnage),
      age: 2025 - vessel.built,
      crowd: callsOn.get(dayOf(call)) ?? 0,
      ferry: vessel.kind === "ferry" ? 1 : 0,
      late: call.late,
    };
  });
}
