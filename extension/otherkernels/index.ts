export { OtherKernels, type OtherKernel, type OtherKernelsOptions } from "./otherkernels";
