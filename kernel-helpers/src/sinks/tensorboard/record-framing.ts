import { buf } from "crc-32/crc32c";

/** What is added to a checksum, so that one of bytes that hold checksums is not weak. */
const maskDelta = 0xa282ead8;

const lengthBytes = 8;
const checksumBytes = 4;

/**
 * Frames one record as TensorFlow does: its length, that length's checksum, the bytes, and their checksum.
 *
 * @see tensorflow/core/lib/io/record_writer.h
 */
export function frameRecord(bytes: Uint8Array): Buffer {
  const framed = Buffer.alloc(lengthBytes + checksumBytes + bytes.length + checksumBytes);
  framed.writeBigUInt64LE(BigInt(bytes.length));
  framed.writeUInt32LE(maskedChecksum(framed.subarray(0, lengthBytes)), lengthBytes);
  framed.set(bytes, lengthBytes + checksumBytes);
  framed.writeUInt32LE(maskedChecksum(bytes), framed.length - checksumBytes);
  return framed;
}

/** CRC-32C, rotated and shifted. */
function maskedChecksum(bytes: Uint8Array): number {
  const checksum = buf(bytes);
  return (((checksum >>> 15) | (checksum << 17)) + maskDelta) >>> 0;
}
