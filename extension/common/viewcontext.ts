import { nullTranslator, type ITranslator, type TranslationBundle } from "@jupyterlab/translation";
import { createContext, useContext } from "react";

/** What every view needs of its surroundings. */
export interface ViewContext {
  readonly trans: TranslationBundle;
  /** A BCP 47 language tag, for dates and numbers. */
  readonly locale: string;
  /** Puts text on the system's clipboard; only in answer to a click or a key. */
  readonly copy: (text: string) => void;
}

/** Name under which Trackside's translations are looked up. */
export const translationDomain = "trackside";

/** Gathers what views need, in the language of the application. */
export function createViewContext(translator: ITranslator | null, copy: (text: string) => void): ViewContext {
  const chosen = translator ?? nullTranslator;
  return {
    trans: chosen.load(translationDomain),
    locale: validLocale(chosen.languageCode),
    copy,
  };
}

/** JupyterLab writes `fr_FR`, and "default" for the language of the server. */
function validLocale(languageCode: string): string {
  try {
    return Intl.NumberFormat.supportedLocalesOf(languageCode.replaceAll("_", "-"))[0] ?? "en";
  } catch {
    // Not a language tag: English is what the untranslated strings are in.
    return "en";
  }
}

const Context = createContext<ViewContext>(createViewContext(null, () => undefined));

/** Gives the views below it their surroundings. */
export const ViewContextProvider = Context.Provider;

/** Reads the surroundings inside a view. */
export function useViewContext(): ViewContext {
  return useContext(Context);
}
