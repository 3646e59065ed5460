import { useId, useState, type JSX } from "react";
import type { Delivery, RunView } from "trackside/lib/messages";

import { Caret, formatMoment, formatNumber, useViewContext, type ViewContext } from "../../common";
import type { Connection } from "../../feed";

interface DeliveryProps {
  readonly run: RunView;
  readonly connection: Connection;
}

type ChipState = Delivery["state"] | "saved" | "disconnected";

/** Splits in two what is said about delivery: a chip in the header, and below it the reason for whoever asks. */
export function useDelivery({ run, connection }: DeliveryProps): { chip: JSX.Element; details: JSX.Element | null } {
  const context = useViewContext();
  const [open, setOpen] = useState(false);
  const detailsId = useId();
  const state = chipState(run, connection);
  const { rejected, lost } = run.delivery;
  const chip = (
    <button
      type="button"
      className="trackside-Delivery"
      data-delivery={state}
      data-rejected={rejected.length + (lost?.count ?? 0)}
      aria-expanded={open}
      aria-controls={detailsId}
      title={stateText(state, run.delivery, context)}
      onClick={() => {
        setOpen(!open);
      }}
    >
      <span className="trackside-Delivery-dot" />
      {chipText(state, run.delivery, context)}
      {faultsText(run.delivery, context)}
      <Caret />
    </button>
  );
  const details = (
    <div id={detailsId} className="trackside-Delivery-details" hidden={!open}>
      {open && <DeliveryDetails state={state} delivery={run.delivery} />}
    </div>
  );
  return { chip, details };
}

function DeliveryDetails({ state, delivery }: { state: ChipState; delivery: Delivery }): JSX.Element {
  const context = useViewContext();
  return (
    <>
      <p>{stateText(state, delivery, context)}</p>
      {delivery.reason !== null && <p className="trackside-Delivery-reason">{delivery.reason}</p>}
      {delivery.rejected.length > 0 && (
        <>
          <p>{context.trans.__("MLflow refused:")}</p>
          <ul>
            {delivery.rejected.map(({ what, reason }, index) => (
              <li key={index}>
                <code>{what}</code> {reason}
              </li>
            ))}
          </ul>
        </>
      )}
      {delivery.lost !== null && (
        <p>
          {context.trans._n(
            "%2 record could not be written down: %3",
            "%2 records could not be written down: %3",
            delivery.lost.count,
            formatNumber(delivery.lost.count, context.locale),
            delivery.lost.reason,
          )}
        </p>
      )}
      {delivery.sinks.map(({ name, queued, reason }) => (
        <p key={name}>
          <code>{name}</code> {queued === 0 ? context.trans.__("has all of it") : context.trans.__("%1 queued", queued)}
          {reason !== null && <span className="trackside-Delivery-reason"> {reason}</span>}
        </p>
      ))}
    </>
  );
}

/** What went wrong with single records, behind the state. */
function faultsText({ rejected, lost }: Delivery, { trans }: ViewContext): string {
  const faults = [
    ...(rejected.length > 0 ? [trans._n("%1 rejected", "%1 rejected", rejected.length)] : []),
    ...(lost ? [trans._n("%1 lost", "%1 lost", lost.count)] : []),
  ];
  return faults.map((fault) => ` · ${fault}`).join("");
}

/** How far the run is delivered, in the words of the chip. */
export function deliveryText(run: RunView, connection: Connection, context: ViewContext): string {
  return chipText(chipState(run, connection), run.delivery, context);
}

function chipState({ status, delivery }: RunView, connection: Connection): ChipState {
  if (connection.state === "unreachable") {
    return "disconnected";
  }
  return delivery.state === "live" && status !== "RUNNING" ? "saved" : delivery.state;
}

function chipText(state: ChipState, delivery: Delivery, { trans, locale }: ViewContext): string {
  switch (state) {
    case "live":
      return trans.__("Live");
    case "saved":
      return trans.__("Saved");
    case "queued":
      return trans.__("%1 queued", formatNumber(delivery.queued, locale));
    case "offline":
      return delivery.since === null
        ? trans.__("Offline")
        : trans.__("Offline since %1", formatMoment(delivery.since, locale));
    case "disconnected":
      return trans.__("Not live");
  }
}

function stateText(state: ChipState, delivery: Delivery, { trans, locale }: ViewContext): string {
  const count = formatNumber(delivery.queued, locale);
  switch (state) {
    case "live":
      return trans.__("What you log reaches MLflow within moments.");
    case "saved":
      return trans.__("The run has ended and MLflow has all of it.");
    case "queued":
      return trans._n(
        "%2 record is on its way to MLflow.",
        "%2 records are on their way to MLflow.",
        delivery.queued,
        count,
      );
    case "offline":
      return trans._n(
        "MLflow does not answer. %2 record is safe in the journal and will be sent.",
        "MLflow does not answer. %2 records are safe in the journal and will be sent.",
        delivery.queued,
        count,
      );
    case "disconnected":
      return trans.__("This is how the run stood when the Trackside gateway was last heard.");
  }
}
