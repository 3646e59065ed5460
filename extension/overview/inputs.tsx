import { memo, type JSX } from "react";
import type { InputView, RunView } from "trackside/lib/messages";

import { CopyButton, Section, useViewContext, type PanelLayout } from "../common";

const shortDigest = 8;

/** Lists the datasets that went into the run, with the digests that tell whether they are still the same. */
export const Inputs = memo(function Inputs({
  inputs,
  layout,
}: {
  readonly inputs: RunView["inputs"];
  readonly layout: PanelLayout;
}): JSX.Element | null {
  const { trans } = useViewContext();
  if (inputs.length === 0) {
    return null;
  }
  return (
    <Section id="inputs" title={trans.__("Inputs")} count={inputs.length} layout={layout} emptyText="">
      <ul className="trackside-Inputs" aria-label={trans.__("Inputs")}>
        {inputs.map((input) => (
          <InputRow key={`${input.name} ${input.digest}`} input={input} />
        ))}
      </ul>
    </Section>
  );
});

const InputRow = memo(function InputRow({ input }: { input: InputView }): JSX.Element {
  const { trans } = useViewContext();
  const { name, digest, sourceType, place, context } = input;
  const from = place === "" ? sourceType : place;
  return (
    <li className="trackside-Input-row" data-input={name}>
      <span className="trackside-Input-name" title={name}>
        {name}
      </span>
      <code className="trackside-Input-digest" title={trans.__("Digest %1", digest)}>
        {digest.slice(0, shortDigest)}
      </code>
      <CopyButton text={digest} label={trans.__("Copy the digest of %1", name)} />
      <span className="trackside-Input-from" title={from}>
        {context === null ? from : `${context} · ${from}`}
      </span>
    </li>
  );
});
