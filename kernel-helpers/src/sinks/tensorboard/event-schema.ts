import { parse } from "protobufjs";

/**
 * The part of TensorBoard's messages that is written here, with its field numbers.
 *
 * @see tensorboard/compat/proto/{event,summary,tensor}.proto and tensorboard/plugins/hparams/plugin_data.proto
 */
const schema = `
  syntax = "proto3";
  message Event { double wall_time = 1; int64 step = 2; oneof what { string file_version = 3; Summary summary = 5; } }
  message Summary { repeated Value value = 1; }
  message Value {
    string tag = 1; oneof value { float simple_value = 2; Image image = 4; Tensor tensor = 8; } Metadata metadata = 9;
  }
  message Image { int32 height = 1; int32 width = 2; int32 colorspace = 3; bytes encoded_image_string = 4; }
  message Metadata { PluginData plugin_data = 1; int32 data_class = 4; }
  message PluginData { string plugin_name = 1; bytes content = 2; }
  message Tensor { int32 dtype = 1; Shape tensor_shape = 2; repeated float float_val = 5; repeated bytes string_val = 8; }
  message Shape { repeated Dimension dim = 2; }
  message Dimension { int64 size = 1; }
  message HParams { int32 version = 1; SessionStart session_start_info = 3; SessionEnd session_end_info = 4; }
  message SessionStart { map<string, ParamValue> hparams = 1; double start_time_secs = 5; }
  message SessionEnd { int32 status = 1; double end_time_secs = 2; }
  message ParamValue { oneof kind { double number_value = 2; string string_value = 3; bool bool_value = 4; } }
`;

/** One event: a time in seconds, a step, and what is shown there. */
export interface Event {
  readonly wallTime: number;
  readonly step?: number;
  readonly fileVersion?: string;
  readonly summary?: { readonly value: readonly SummaryValue[] };
}

/** A tag with one of the kinds of value that TensorBoard shows. */
export interface SummaryValue {
  readonly tag: string;
  readonly simpleValue?: number;
  readonly image?: Image;
  readonly tensor?: Tensor;
  readonly metadata?: {
    readonly pluginData: { readonly pluginName: string; readonly content?: Uint8Array };
    readonly dataClass: number;
  };
}

export interface Image {
  readonly height: number;
  readonly width: number;
  /** Count of channels: 1 grey, 2 grey with alpha, 3 RGB, 4 RGBA. */
  readonly colorspace: number;
  readonly encodedImageString: Uint8Array;
}

interface Tensor {
  readonly dtype: number;
  readonly tensorShape: { readonly dim: readonly { readonly size: number }[] };
  readonly floatVal?: readonly number[];
  readonly stringVal?: readonly Uint8Array[];
}

/** What the hparams dashboard keeps of a run: its params, and how it ended. */
export interface HParams {
  readonly version: 0;
  readonly sessionStartInfo?: {
    readonly hparams: Readonly<Record<string, ParamValue>>;
    readonly startTimeSecs: number;
  };
  readonly sessionEndInfo?: { readonly status: number; readonly endTimeSecs: number };
}

export type ParamValue =
  { readonly numberValue: number } | { readonly stringValue: string } | { readonly boolValue: boolean };

const { root } = parse(schema);
const eventType = root.lookupType("Event");
const hparamsType = root.lookupType("HParams");

export function encodeEvent(event: Event): Uint8Array {
  return eventType.encode({ ...event }).finish();
}

export function encodeHParams(hparams: HParams): Uint8Array {
  return hparamsType.encode({ ...hparams }).finish();
}
