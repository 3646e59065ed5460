import type { TranslationBundle } from "@jupyterlab/translation";
import { memo, type JSX } from "react";
import type { AttemptView, ParamChange } from "trackside/lib/messages";

import {
  MiddleCut,
  Section,
  StatusIcon,
  statusKind,
  statusWord,
  useRunActions,
  useViewContext,
  type PanelLayout,
} from "../common";

/** What fits into a row at the panel's narrowest; the tooltip has the rest. */
const shownChanges = 3;

interface AttemptsProps {
  readonly runId: string;
  readonly attempts: readonly AttemptView[];
  /** The attempt that the run is compared with. */
  readonly comparedId: string | null;
  readonly layout: PanelLayout;
}

/** Lists the session's runs, the newest first; a click on another compares it with the one that is shown. */
export const Attempts = memo(function Attempts({
  runId,
  attempts,
  comparedId,
  layout,
}: AttemptsProps): JSX.Element | null {
  const { trans } = useViewContext();
  if (attempts.length < 2) {
    return null;
  }
  return (
    <Section id="attempts" title={trans.__("Attempts")} count={attempts.length} layout={layout} emptyText="">
      <ul className="trackside-Attempts" aria-label={trans.__("Attempts")}>
        {[...attempts].reverse().map((attempt) => (
          <AttemptRow
            key={attempt.runId}
            attempt={attempt}
            isShown={attempt.runId === runId}
            isCompared={attempt.runId === comparedId}
          />
        ))}
      </ul>
    </Section>
  );
});

interface AttemptRowProps {
  readonly attempt: AttemptView;
  readonly isShown: boolean;
  readonly isCompared: boolean;
}

const AttemptRow = memo(function AttemptRow({ attempt, isShown, isCompared }: AttemptRowProps): JSX.Element {
  const context = useViewContext();
  const { trans } = context;
  const { compareWith } = useRunActions();
  const { runId, name, status, changed = [] } = attempt;
  // The session's own run: its later attempts are in it, and what is logged goes to the newest of them.
  const isParent = attempt.attempt === 1 && status === "RUNNING";
  const content = (
    <>
      {isParent ? (
        <span className="trackside-AttemptRow-open" title={openText(trans)}>
          <StatusIcon kind="open" label={openText(trans)} />
        </span>
      ) : (
        <StatusIcon kind={statusKind(status)} label={statusWord(status, context)} />
      )}
      <span className="trackside-AttemptRow-name" title={name}>
        <MiddleCut text={name} />
      </span>
      {isShown && <span className="trackside-AttemptRow-mark">{trans.__("shown")}</span>}
      {isCompared && <span className="trackside-AttemptRow-mark">{trans.__("compared")}</span>}
      {changed.length > 0 && <Changes changed={changed} />}
    </>
  );
  return (
    <li data-attempt-row={runId} aria-current={isShown || undefined}>
      {isShown ? (
        <div className="trackside-AttemptRow">{content}</div>
      ) : (
        <button
          type="button"
          className="trackside-AttemptRow"
          aria-pressed={isCompared}
          title={trans.__("Compare with %1", name)}
          onClick={() => {
            compareWith(isCompared ? null : runId);
          }}
        >
          {content}
        </button>
      )}
    </li>
  );
});

function openText(trans: TranslationBundle): string {
  return trans.__("Open until the session ends: the other attempts are in it");
}

/** The params by which an attempt differs from the one before it. */
function Changes({ changed }: { changed: readonly ParamChange[] }): JSX.Element {
  const { trans } = useViewContext();
  const textOf = ({ key, before, after }: ParamChange): string =>
    `${key}: ${before ?? trans.__("none")} → ${after ?? trans.__("none")}`;
  const more = changed.length - shownChanges;
  return (
    <span className="trackside-AttemptRow-changes" title={changed.map(textOf).join("\n")}>
      {changed.slice(0, shownChanges).map((change) => (
        <span key={change.key} className="trackside-AttemptRow-change">
          {textOf(change)}
        </span>
      ))}
      {more > 0 && <span>{trans._n("and %1 more", "and %1 more", more)}</span>}
    </span>
  );
}
