import { useEffect, type MouseEvent, type MutableRefObject, type PointerEvent, type RefObject } from "react";

import { useViewContext } from "../common";
import type { GraphItem } from "./graphmodel";
import { itemAt, type MapContent } from "./mapdrawing";
import { kindNames } from "./nodestatus";

interface MapPointerOptions {
  readonly frame: RefObject<HTMLElement>;
  /** `null` while items are elements, which see to themselves. */
  readonly map: MapContent | null;
  readonly isDragged: MutableRefObject<boolean>;
  readonly onMove: (event: PointerEvent) => void;
  readonly onSelect: (id: string) => void;
  readonly onExpand: (namespace: string) => void;
}

interface MapPointer {
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  readonly onClick: (event: MouseEvent) => void;
  readonly onDoubleClick: (event: MouseEvent) => void;
}

/** Lets the pointer do with what is drawn as a map as with elements. */
export function useMapPointer({ frame, map, isDragged, onMove, onSelect, onExpand }: MapPointerOptions): MapPointer {
  const { trans } = useViewContext();
  const isMap = map !== null;
  useEffect(() => {
    if (frame.current !== null && !isMap) {
      frame.current.title = "";
      frame.current.dataset["over"] = "false";
    }
  }, [frame, isMap]);

  const below = (event: MouseEvent): GraphItem | null => {
    if (map === null || event.target !== event.currentTarget) {
      return null;
    }
    const { left, top } = event.currentTarget.getBoundingClientRect();
    return itemAt(map, { x: event.clientX - left, y: event.clientY - top });
  };
  return {
    onPointerMove: (event) => {
      onMove(event);
      const item = below(event);
      if (isMap) {
        event.currentTarget.title = item === null ? "" : `${item.label}: ${kindNames(trans)[item.status]}`;
        event.currentTarget.dataset["over"] = String(item !== null);
      }
    },
    onClick: (event) => {
      const item = below(event);
      if (item !== null && !isDragged.current) {
        onSelect(item.id);
      }
    },
    onDoubleClick: (event) => {
      const group = below(event)?.group ?? null;
      if (group !== null) {
        onExpand(group);
      }
    },
  };
}
