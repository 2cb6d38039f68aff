// The GGUF format's value types and tensor types as data, so that sizes are computed and never believed.

export const valueTypes = {
  uint8: 0,
  int8: 1,
  uint16: 2,
  int16: 3,
  uint32: 4,
  int32: 5,
  float32: 6,
  bool: 7,
  string: 8,
  array: 9,
  uint64: 10,
  int64: 11,
  float64: 12,
} as const;
export type ValueTypeName = keyof typeof valueTypes;

/** Bytes of one value of a fixed size; strings and arrays have none. */
export const valueBytes: Readonly<Partial<Record<number, number>>> = {
  [valueTypes.uint8]: 1,
  [valueTypes.int8]: 1,
  [valueTypes.uint16]: 2,
  [valueTypes.int16]: 2,
  [valueTypes.uint32]: 4,
  [valueTypes.int32]: 4,
  [valueTypes.float32]: 4,
  [valueTypes.bool]: 1,
  [valueTypes.uint64]: 8,
  [valueTypes.int64]: 8,
  [valueTypes.float64]: 8,
};

export interface TensorType {
  readonly name: string;
  /** Weights in one block. */
  readonly blockWeights: number;
  /** Bytes of one block. */
  readonly blockBytes: number;
}

function tensorType(name: string, blockWeights: number, blockBytes: number): TensorType {
  return { name, blockWeights, blockBytes };
}

/** Tensor types by the number that stands in the file; from ggml's type traits. */
export const tensorTypes: Readonly<Partial<Record<number, TensorType>>> = {
  0: tensorType('f32', 1, 4),
  1: tensorType('f16', 1, 2),
  2: tensorType('q4_0', 32, 18),
  3: tensorType('q4_1', 32, 20),
  6: tensorType('q5_0', 32, 22),
  7: tensorType('q5_1', 32, 24),
  8: tensorType('q8_0', 32, 34),
  9: tensorType('q8_1', 32, 36),
  10: tensorType('q2_K', 256, 84),
  11: tensorType('q3_K', 256, 110),
  12: tensorType('q4_K', 256, 144),
  13: tensorType('q5_K', 256, 176),
  14: tensorType('q6_K', 256, 210),
  15: tensorType('q8_K', 256, 292),
  16: tensorType('iq2_xxs', 256, 66),
  17: tensorType('iq2_xs', 256, 74),
  18: tensorType('iq3_xxs', 256, 98),
  19: tensorType('iq1_s', 256, 50),
  20: tensorType('iq4_nl', 32, 18),
  21: tensorType('iq3_s', 256, 110),
  22: tensorType('iq2_s', 256, 82),
  23: tensorType('iq4_xs', 256, 136),
  24: tensorType('i8', 1, 1),
  25: tensorType('i16', 1, 2),
  26: tensorType('i32', 1, 4),
  27: tensorType('i64', 1, 8),
  28: tensorType('f64', 1, 8),
  29: tensorType('iq1_m', 256, 56),
  30: tensorType('bf16', 1, 2),
  34: tensorType('tq1_0', 256, 54),
  35: tensorType('tq2_0', 256, 66),
  39: tensorType('mxfp4', 32, 17),
};
